using MemberHub.Domain;
using MemberHub.Domain.Societies;
using MemberHub.Platform.Security;

namespace MemberHub.Features.Accounts;

/// <summary>
/// What stands before every change of one's own second factor and passkeys: whoever needs a code has given it, lest a password alone make the code that it lacks; and the proof is
/// fresh.
/// </summary>
internal static class FactorGate
{
    /// <summary>Why this actor may not change them now, or null.</summary>
    public static Refusal? RefusalOf(Actor actor, DateTime nowUtc) =>
        actor.AwaitsCode ? new SecondFactorNeeded() : actor.HasProved(nowUtc) ? null : new ProofNeeded();

    /// <summary>The page on which what is missing can be given, and from which the way leads back to <paramref name="page"/>; null for a refusal that the page itself shows.</summary>
    public static string? WayOf(Refusal? refusal, string page) => refusal switch
    {
        SecondFactorNeeded => $"/login/code?returnUrl={Uri.EscapeDataString(page)}",
        ProofNeeded => Reauthentication.AddressFor(page),
        _ => null,
    };
}
