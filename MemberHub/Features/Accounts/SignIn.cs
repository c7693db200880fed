using MemberHub.Components.Texts;
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

    /// <summary>The language that was chosen in this browser, or null: whoever signs in keeps it.</summary>
    public string? Language { get; set; }

    /// <summary>What the browser computed, where the page asked for it.</summary>
    public ProofForm? Proof { get; set; }
}

/// <summary>
/// Signs an account in. Known, unknown, locked and password-less names get the same answer after the same work; the limits before that work count what was typed, whether somebody has
/// it or not.
/// </summary>
public sealed class SignIn(
    MemberHubDatabases databases, AccountLookup lookup, Passwords passwords, Sessions sessions, AttemptGate gate, Doors doors, TimeProvider clock)
{
    /// <summary>So many wrong passwords in a row lock an account, and so many attempts with a typed name pause it.</summary>
    public const int MaxFailures = 5;

    /// <summary>How long an account is locked. Setting a new password by mail works all the while and unlocks it.</summary>
    public static readonly TimeSpan LockoutTime = TimeSpan.FromMinutes(15);

    public async Task<Result<StartedSession>> RunAsync(SignInForm form, string userAgent, string origin, CancellationToken cancel)
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

        var entered = await gate.EnterAsync(doors.SignIn, lookup.Normalize(form.LoginId), origin, form.Proof, cancel);
        if (!entered.Succeeded)
        {
            return entered.Refusal;
        }

        await using var database = databases.OpenAcrossSocieties();
        var account = await lookup.FindAsync(database, form.LoginId, cancel);
        if (await passwords.MatchesInTurnAsync(account, form.Password, cancel) is not { } isRight)
        {
            await gate.GiveBackAsync(entered.Value, cancel);
            return new TooBusy();
        }

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
        await KeepLanguageAsync(database, account, outcome, form.Language, cancel);
        await transaction.CommitAsync(cancel);
        if (session is null)
        {
            return new SignInRefused();
        }

        await gate.ForgiveAsync(entered.Value, cancel);
        return session with { AwaitsCode = await AwaitsCodeAsync(database, account!.Id, cancel) };
    }

    private static Task KeepLanguageAsync(MemberHubDbContext database, Account? account, SignInOutcome outcome, string? language, CancellationToken cancel) =>
        outcome == SignInOutcome.SignedIn && account!.Language != language && Languages.Knows(language)
            ? database.Users.Where(row => row.Id == account.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.Language, language), cancel)
            : Task.CompletedTask;

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
