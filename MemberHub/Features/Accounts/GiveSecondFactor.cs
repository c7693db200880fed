using MemberHub.Data;
using MemberHub.Data.Accounts;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using MemberHub.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>What staff type after their password.</summary>
public sealed class SecondFactorForm
{
    /// <summary>Six digits from the authenticator app, or a recovery code.</summary>
    public string? Code { get; set; }
}

/// <summary>Opens the office to a session: checks the code of the authenticator app (ワンタイムコード) or uses up a recovery code.</summary>
public sealed class GiveSecondFactor(MemberHubDatabases databases, SecondFactors factors, Sessions sessions, TimeProvider clock)
{
    public async Task<Result<StartedSession>> RunAsync(Actor actor, string sessionHash, SecondFactorForm form, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(form.Code))
        {
            return new CodeMissing();
        }

        var now = clock.UtcNow();
        await using var database = databases.Open(actor.SocietyId);
        if (!await database.StaffAssignments.AnyAsync(staff => staff.AccountId == actor.AccountId && staff.DisabledUtc == null, cancel))
        {
            return new NotAllowed();
        }

        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        if (!await TakeAttemptAsync(database, actor.AccountId, now, cancel))
        {
            Note(database, actor, now, SignInOutcome.CodeLockedOut);
            await database.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
            return new CodeLocked((int)SecondFactors.LockoutTime.TotalMinutes);
        }

        var outcome = await IsAppCodeAsync(database, actor.AccountId, form.Code, cancel) ? SignInOutcome.CodeGiven
            : await IsRecoveryCodeAsync(database, actor.AccountId, form.Code, now, cancel) ? SignInOutcome.RecoveryCodeGiven
            : SignInOutcome.WrongCode;
        Note(database, actor, now, outcome);
        var session = outcome == SignInOutcome.WrongCode ? null : await sessions.RaiseAsync(database, actor.AccountId, sessionHash, cancel);
        if (session is not null)
        {
            await ForgiveAsync(database, actor.AccountId, cancel);
            var left = await database.RecoveryCodes.CountAsync(code => code.AccountId == actor.AccountId && code.UsedUtc == null, cancel);
            database.Record(actor, now, nameof(GiveSecondFactor), null, new { With = outcome.ToString(), RecoveryCodesLeft = left });
        }

        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        sessions.Forget([sessionHash]);
        return session is null ? new CodeWrong() : session;
    }

    // Counted before it is looked at, and in one statement: attempts at the same moment must all count.
    private static async Task<bool> TakeAttemptAsync(MemberHubDbContext database, long accountId, DateTime now, CancellationToken cancel)
    {
        DateTime? until = now + SecondFactors.LockoutTime;
        return await database.SecondFactors
            .Where(factor => factor.AccountId == accountId && (factor.LockedUntilUtc == null || factor.LockedUntilUtc <= now))
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(factor => factor.LockedUntilUtc, factor => factor.FailedCount + 1 >= SecondFactors.MaxFailures ? until : null)
                    .SetProperty(factor => factor.FailedCount, factor => factor.FailedCount + 1 >= SecondFactors.MaxFailures ? 0 : factor.FailedCount + 1),
                cancel) == 1;
    }

    private static Task ForgiveAsync(MemberHubDbContext database, long accountId, CancellationToken cancel) =>
        database.SecondFactors.Where(factor => factor.AccountId == accountId).ExecuteUpdateAsync(
            set => set.SetProperty(factor => factor.FailedCount, 0).SetProperty(factor => factor.LockedUntilUtc, (DateTime?)null), cancel);

    private async Task<bool> IsAppCodeAsync(MemberHubDbContext database, long accountId, string code, CancellationToken cancel)
    {
        var factor = await database.SecondFactors.AsNoTracking().SingleAsync(row => row.AccountId == accountId, cancel);
        return Totp.StepOf(factors.SecretOf(factor), code, clock.GetUtcNow(), factor.UsedStep) is { } step
            && await database.SecondFactors
                .Where(row => row.AccountId == accountId && row.UsedStep < step)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.UsedStep, step), cancel) == 1;
    }

    private static async Task<bool> IsRecoveryCodeAsync(MemberHubDbContext database, long accountId, string code, DateTime now, CancellationToken cancel)
    {
        var hash = RecoveryCode.HashOf(code);
        return hash.Length > 0 && await database.RecoveryCodes
            .Where(row => row.AccountId == accountId && row.CodeHash == hash && row.UsedUtc == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.UsedUtc, now), cancel) == 1;
    }

    private static void Note(MemberHubDbContext database, Actor actor, DateTime now, SignInOutcome outcome) =>
        database.Add(new SignInEvent { AccountId = actor.AccountId, OccurredUtc = now, Outcome = outcome.ToString() });
}
