using MemberHub.Data;
using MemberHub.Data.Accounts;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using MemberHub.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>What is typed on the page that the letter names.</summary>
public sealed class FirstPasswordForm
{
    /// <summary>The member number.</summary>
    public string? Number { get; set; }

    /// <summary>The code in the letter.</summary>
    public string? Code { get; set; }

    public string? Password { get; set; }

    public string? Repeated { get; set; }

    /// <summary>What the browser computed, where the page asked for it.</summary>
    public ProofForm? Proof { get; set; }
}

/// <summary>
/// Sets a password with the number and the code in a letter, and signs in. Unknown numbers, wrong codes, used, replaced and old ones and locked accounts get the
/// same answer after the same work; wrong codes count like wrong passwords at sign-in.
/// </summary>
public sealed class SetFirstPassword(
    MemberHubDatabases databases, AccountLookup lookup, Passwords passwords, Sessions sessions, AttemptGate gate, Doors doors, TimeProvider clock)
{
    private static readonly Account Nobody = new();

    public async Task<Result<StartedSession>> RunAsync(FirstPasswordForm form, string userAgent, string origin, CancellationToken cancel)
    {
        if (MissingOf(form) is { } missing)
        {
            return missing;
        }

        var entered = await gate.EnterAsync(doors.Letter, lookup.Normalize(form.Number!), origin, form.Proof, cancel);
        if (!entered.Succeeded)
        {
            return entered.Refusal;
        }

        // Computed before anything is looked up: the costly part takes as long for everybody.
        if (await passwords.HashInTurnAsync(Nobody, form.Password!, cancel) is not { } hash)
        {
            await gate.GiveBackAsync(entered.Value, cancel);
            return new TooBusy();
        }

        var codeHash = RecoveryCode.HashOf(form.Code);
        var now = clock.UtcNow();
        await using var all = databases.OpenAcrossSocieties();
        var account = await lookup.FindAsync(all, form.Number!, cancel);
        var id = account?.Id ?? 0;
        var letter = await Open(all, id, codeHash, now).SingleOrDefaultAsync(cancel);
        if (account is null || letter is null || account.LockoutEnd > clock.GetUtcNow())
        {
            await RefuseAsync(all, account, cancel);
            return new LetterNotValid();
        }

        // Whoever gets here has the letter: what takes longer from now on tells nothing.
        if (await AccountHome.OfAsync(all, id, cancel) is not { } home)
        {
            return new LetterNotValid();
        }

        if (Passwords.FaultOf(form.Password!, form.Repeated ?? "", account, home.Society) is { } fault)
        {
            await gate.GiveBackAsync(entered.Value, cancel);
            return fault;
        }

        await using var database = databases.Open(home.Society.Id);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        if (await Open(database, id, codeHash, now).ExecuteUpdateAsync(row => row.SetProperty(first => first.EndedUtc, now), cancel) == 0)
        {
            return new LetterNotValid();
        }

        await PasswordResets.EndAllAsync(database, id, now, cancel);
        await passwords.StoreAsync(database, id, hash, now, cancel);
        var ended = await sessions.EndAllAsync(database, id, exceptHash: null, cancel);
        var session = sessions.Start(database, id, isPersistent: false, userAgent);
        database.Record(new Actor(id, home.Society.Id, home.MemberId, []) { Origin = origin }, now, nameof(SetFirstPassword), home.MemberId, new { });
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        sessions.Forget(ended);
        await gate.ForgiveAsync(entered.Value, cancel);
        return session;
    }

    private static Refusal? MissingOf(FirstPasswordForm form) => form switch
    {
        _ when string.IsNullOrWhiteSpace(form.Number) => new MemberNumberMissing(),
        _ when string.IsNullOrWhiteSpace(form.Code) => new LetterCodeMissing(),
        _ when string.IsNullOrEmpty(form.Password) => new PasswordMissing(),
        _ when form.Password.Length > PasswordRules.MaxLength => new PasswordTooLong(PasswordRules.MaxLength),
        _ when form.Password != form.Repeated => new PasswordsDiffer(),
        _ => null,
    };

    private static IQueryable<FirstPassword> Open(MemberHubDbContext database, long account, string codeHash, DateTime now) =>
        database.FirstPasswords.AcrossSocieties().Where(first => first.AccountId == account && first.CodeHash == codeHash && first.EndedUtc == null && first.ExpiresUtc > now);

    private async Task RefuseAsync(MemberHubDbContext database, Account? account, CancellationToken cancel)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        database.Add(new SignInEvent { AccountId = account?.Id, OccurredUtc = clock.UtcNow(), Outcome = nameof(SignInOutcome.WrongLetterCode) });
        await database.SaveChangesAsync(cancel);
        await FailedSignIns.CountAsync(database, account?.Id ?? 0, account?.LockoutEnd > clock.GetUtcNow() ? 0 : 1, clock.GetUtcNow(), cancel);
        await transaction.CommitAsync(cancel);
    }
}

public sealed record MemberNumberMissing : Refusal;

public sealed record LetterCodeMissing : Refusal;

/// <summary>No such number, or no letter with this code that can be used now.</summary>
public sealed record LetterNotValid : Refusal;
