namespace MemberHub.Data.Accounts;

/// <summary>A wish for a new password between the answer to the person and the mail. One is written for every address typed, known or not, and removed once looked at.</summary>
public sealed class ResetWish
{
    public const int TextMaxLength = 2_000;

    public long Id { get; private set; }

    /// <summary>What was typed, the language and the network address, encrypted.</summary>
    public string Text { get; init; } = "";

    public DateTime CreatedUtc { get; init; }
}
