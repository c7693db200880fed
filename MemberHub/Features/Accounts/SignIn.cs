using MemberHub.Data;
using MemberHub.Data.Accounts;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>What is typed at sign-in.</summary>
public sealed class SignInForm
{
    /// <summary>Login ID, e-mail or member number.</summary>
    public string? LoginId { get; set; }

    public string? Password { get; set; }

    /// <summary>次回から自動でログイン.</summary>
    public bool Remember { get; set; }
}

/// <summary>Signs an account in. Known, unknown, locked and password-less names get the same answer after the same work.</summary>
public sealed class SignIn(MemberHubDatabases databases, AccountLookup lookup, Passwords passwords, Sessions sessions, TimeProvider clock)
{
    /// <summary>So many wrong passwords in a row lock an account.</summary>
    public const int MaxFailures = 5;

    /// <summary>How long an account is locked. Setting a new password by mail works all the while and unlocks it.</summary>
    public static readonly TimeSpan LockoutTime = TimeSpan.FromMinutes(15);

    public async Task<Result<StartedSession>> RunAsync(SignInForm form, string userAgent, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(form.LoginId))
        {
            return new LoginIdMissing();
        }

        if (string.IsNullOrEmpty(form.Password))
        {
            return new PasswordMissing();
        }

        if (PasswordRules.HasFullWidth(form.Password))
        {
            return new PasswordFullWidth();
        }

        await using var database = databases.OpenAcrossSocieties();
        var account = await lookup.FindAsync(database, form.LoginId, cancel);
        var isRight = form.Password.Length <= PasswordRules.MaxLength && passwords.Matches(account, form.Password);
        var outcome = OutcomeOf(account, isRight);
        if (outcome == SignInOutcome.SignedIn && await AccountHome.OfAsync(database, account!.Id, cancel) is null)
        {
            outcome = SignInOutcome.NoHome;
        }

        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        database.Add(new SignInEvent { AccountId = account?.Id, OccurredUtc = clock.UtcNow(), Outcome = outcome.ToString() });
        var session = outcome == SignInOutcome.SignedIn ? sessions.Start(database, account!.Id, form.Remember, userAgent) : null;
        await database.SaveChangesAsync(cancel);
        await CountAsync(database, account, outcome, cancel);
        await transaction.CommitAsync(cancel);
        return session is null ? new SignInRefused() : session with { AwaitsCode = await AwaitsCodeAsync(database, account!.Id, cancel) };
    }

    private static async Task<bool> AwaitsCodeAsync(MemberHubDbContext database, long accountId, CancellationToken cancel) =>
        await database.StaffAssignments.AcrossSocieties().AnyAsync(staff => staff.AccountId == accountId && staff.DisabledUtc == null, cancel)
        || await database.SecondFactors.AnyAsync(factor => factor.AccountId == accountId && factor.GuardsMember, cancel);

    private SignInOutcome OutcomeOf(Account? account, bool isRight) => account switch
    {
        null => SignInOutcome.UnknownName,
        { PasswordHash: null } => SignInOutcome.NoPassword,
        { LockoutEnd: var end } when end > clock.GetUtcNow() => SignInOutcome.LockedOut,
        _ => isRight ? SignInOutcome.SignedIn : SignInOutcome.WrongPassword,
    };

    private async Task CountAsync(MemberHubDbContext database, Account? account, SignInOutcome outcome, CancellationToken cancel)
    {
        var id = account?.Id ?? 0;
        if (outcome == SignInOutcome.SignedIn)
        {
            await database.Users.Where(row => row.Id == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.AccessFailedCount, 0).SetProperty(row => row.LockoutEnd, (DateTimeOffset?)null), cancel);
            return;
        }

        await FailedSignIns.CountAsync(database, id, outcome == SignInOutcome.WrongPassword ? 1 : 0, clock.GetUtcNow(), cancel);
    }
}

/// <summary>How an attempt to sign in ended, as <see cref="SignInEvent.Outcome"/> keeps it.</summary>
internal enum SignInOutcome
{
    SignedIn,
    SignedOut,
    WrongPassword,
    UnknownName,
    NoPassword,
    LockedOut,
    NoHome,
    CodeGiven,
    RecoveryCodeGiven,
    WrongCode,
    WrongLetterCode,
    CodeLockedOut,
    SignedOutElsewhere,
    PasskeyGiven,
    Proved,
    WrongProof,
}
