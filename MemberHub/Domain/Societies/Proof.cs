namespace MemberHub.Domain.Societies;

/// <summary>
/// Proof of who is asking (本人確認): what an open, unattended browser must not be enough for is done only soon after a password, a code or a passkey.
/// </summary>
public static class Proof
{
    /// <summary>How long a proof counts.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    /// <summary>Whether the actor showed within <see cref="Life"/> who they are.</summary>
    public static bool HasProved(this Actor actor, DateTime nowUtc) => actor.ProvedUtc + Life > nowUtc;
}

/// <summary>The last proof is too old: the password, a code or a passkey is asked for again.</summary>
public sealed record ProofNeeded : Refusal;
