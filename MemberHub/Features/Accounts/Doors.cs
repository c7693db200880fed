using MemberHub.Platform.Security;
using Microsoft.Extensions.Options;

namespace MemberHub.Features.Accounts;

/// <summary>The doors that strangers knock at, and how often they may. Each counts for itself: who may not sign in can still ask for a new password.</summary>
public sealed class Doors(AttemptGate gate, AccountLookup lookup, IOptions<SignInLimits> limits)
{
    /// <summary>The purposes of the doors that pause a name.</summary>
    public const string OfSignIn = "sign-in";
    public const string OfLetter = "letter";

    private const int FreeWishes = 5;
    private const int FreeLetters = 5;

    /// <summary>ログイン.</summary>
    public AttemptRule SignIn { get; } = new(
        OfSignIn, limits.Value.FreePerNetwork, Math.Min(limits.Value.FreePerName, Accounts.SignIn.MaxFailures), Accounts.SignIn.MaxFailures, NetworkWindow(limits), Accounts.SignIn.LockoutTime);

    /// <summary>ID・パスワードを忘れた方. No limit for a name: somebody else must not be able to take this way from anybody.</summary>
    public AttemptRule Reset { get; } = new("reset", Math.Max(FreeWishes, limits.Value.FreePerNetwork), int.MaxValue, int.MaxValue, Accounts.SignIn.LockoutTime, Accounts.SignIn.LockoutTime);

    /// <summary>初回パスワード設定, with the code of a letter.</summary>
    public AttemptRule Letter { get; } = new(
        OfLetter, Math.Max(FreeLetters, limits.Value.FreePerNetwork), Math.Min(limits.Value.FreePerName, Accounts.SignIn.MaxFailures), Accounts.SignIn.MaxFailures, NetworkWindow(limits), Accounts.SignIn.LockoutTime);

    /// <summary>The task that the next attempt at this door must bring, or null.</summary>
    /// <param name="typed">The name that was typed last; null or empty before.</param>
    public Task<ProofChallenge?> NextTaskAsync(AttemptRule door, string? typed, string origin, CancellationToken cancel) =>
        gate.ChallengeAsync(door, string.IsNullOrWhiteSpace(typed) ? "" : lookup.Normalize(typed), origin, cancel);

    private static TimeSpan NetworkWindow(IOptions<SignInLimits> limits) => TimeSpan.FromMinutes(limits.Value.NetworkMinutes);
}
