namespace MemberHub.Data.Limits;

/// <summary>A proof of work that was accepted once (使用済みの計算課題). The key is what refuses it the second time.</summary>
public sealed class SpentProof
{
    public const int IdLength = 32;

    public string Id { get; private set; } = "";

    /// <summary>From then on its challenge is too old anyway.</summary>
    public DateTime UntilUtc { get; private set; }
}
