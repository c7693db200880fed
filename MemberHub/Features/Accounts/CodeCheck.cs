using MemberHub.Data;
using MemberHub.Data.Accounts;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>Checks a code of the authenticator app (ワンタイムコード) or uses up a recovery code, in the open context; the use case owns the transaction.</summary>
public sealed class CodeCheck(SecondFactors factors, TimeProvider clock)
{
    /// <summary>Counts the attempt, looks at it and notes how it ended. An account without an app is answered as a locked one.</summary>
    internal async Task<SignInOutcome> TakeAsync(MemberHubDbContext database, long accountId, string code, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        var outcome = !await CountAsync(database, accountId, now, cancel) ? SignInOutcome.CodeLockedOut
            : await IsAppCodeAsync(database, accountId, code, cancel) ? SignInOutcome.CodeGiven
            : await IsRecoveryCodeAsync(database, accountId, code, now, cancel) ? SignInOutcome.RecoveryCodeGiven
            : SignInOutcome.WrongCode;
        database.Add(new SignInEvent { AccountId = accountId, OccurredUtc = now, Outcome = outcome.ToString() });
        if (RefusalOf(outcome) is null)
        {
            await ForgiveAsync(database, accountId, cancel);
        }

        return outcome;
    }

    /// <summary>Null for a code that counted.</summary>
    internal static Refusal? RefusalOf(SignInOutcome outcome) => outcome switch
    {
        SignInOutcome.CodeLockedOut => new CodeLocked((int)SecondFactors.LockoutTime.TotalMinutes),
        SignInOutcome.WrongCode => new CodeWrong(),
        _ => null,
    };

    // Counted before it is looked at, and in one statement: attempts at the same moment must all count.
    private static async Task<bool> CountAsync(MemberHubDbContext database, long accountId, DateTime now, CancellationToken cancel)
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
}
