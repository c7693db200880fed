using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>
/// Stops asking a member for a code at sign-in (二段階認証をやめる), after one last code. The app and its recovery codes go, but stay with whoever needs them
/// for the office.
/// </summary>
public sealed class TurnOffSecondFactor(MemberHubDatabases databases, CodeCheck check, SecurityMails mails, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, SecondFactorForm form, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        if (string.IsNullOrWhiteSpace(form.Code))
        {
            return new CodeMissing();
        }

        if (FactorGate.RefusalOf(actor, now) is { } shut)
        {
            return shut;
        }

        await using var database = databases.Open(actor.SocietyId);
        if (!await database.SecondFactors.AnyAsync(factor => factor.AccountId == actor.AccountId && factor.GuardsMember, cancel))
        {
            return new SecondFactorNotOn();
        }

        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        var refusal = CodeCheck.RefusalOf(await check.TakeAsync(database, actor.AccountId, form.Code, cancel));
        if (refusal is null)
        {
            await RemoveAsync(database, actor.AccountId, cancel);
            await mails.AddAsync(database, actor, now, "TwoStepOff", cancel);
            database.Record(actor, now, nameof(TurnOffSecondFactor), actor.MemberId, new { });
        }

        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return refusal is null ? Done.It : refusal;
    }

    private static async Task RemoveAsync(MemberHubDbContext database, long accountId, CancellationToken cancel)
    {
        if (await database.StaffAssignments.AnyAsync(staff => staff.AccountId == accountId && staff.DisabledUtc == null, cancel))
        {
            await database.SecondFactors.Where(factor => factor.AccountId == accountId).ExecuteUpdateAsync(row => row.SetProperty(factor => factor.GuardsMember, false), cancel);
            return;
        }

        await SecondFactors.RemoveAsync(database, accountId, cancel);
    }
}
