using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>What is typed after the password.</summary>
public sealed class SecondFactorForm
{
    /// <summary>Six digits from the authenticator app, or a recovery code.</summary>
    public string? Code { get; set; }
}

/// <summary>Opens the office, and the pages of a member who asked for it, to a session: checks the code of the authenticator app or uses up a recovery code.</summary>
public sealed class GiveSecondFactor(MemberHubDatabases databases, CodeCheck check, Sessions sessions, TimeProvider clock)
{
    public async Task<Result<StartedSession>> RunAsync(Actor actor, string sessionHash, SecondFactorForm form, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(form.Code))
        {
            return new CodeMissing();
        }

        var now = clock.UtcNow();
        await using var database = databases.Open(actor.SocietyId);
        if (!await database.StaffAssignments.AnyAsync(staff => staff.AccountId == actor.AccountId && staff.DisabledUtc == null, cancel)
            && !await database.SecondFactors.AnyAsync(factor => factor.AccountId == actor.AccountId && factor.GuardsMember, cancel))
        {
            return new NotAllowed();
        }

        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        var outcome = await check.TakeAsync(database, actor.AccountId, form.Code, cancel);
        var refusal = CodeCheck.RefusalOf(outcome);
        var session = refusal is not null ? null : await sessions.RaiseAsync(database, actor.AccountId, sessionHash, cancel);
        if (session is not null)
        {
            var left = await database.RecoveryCodes.CountAsync(code => code.AccountId == actor.AccountId && code.UsedUtc == null, cancel);
            database.Record(actor, now, nameof(GiveSecondFactor), null, new { With = outcome.ToString(), RecoveryCodesLeft = left });
        }

        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        sessions.Forget([sessionHash]);
        return session is null ? refusal! : session;
    }
}
