using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>Asks somebody of the office, who has an authenticator app already, for its code before their own member pages, too.</summary>
public sealed class AskCodeOfMember(MemberHubDatabases databases, SecurityMails mails, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        if (actor.MemberId is null)
        {
            return new NotAllowed();
        }

        if (FactorGate.RefusalOf(actor, now) is { } shut)
        {
            return shut;
        }

        await using var database = databases.Open(actor.SocietyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        if (await database.SecondFactors.Where(factor => factor.AccountId == actor.AccountId && !factor.GuardsMember)
            .ExecuteUpdateAsync(row => row.SetProperty(factor => factor.GuardsMember, true), cancel) == 0)
        {
            return new SecondFactorNotOn();
        }

        await mails.AddAsync(database, actor, now, "TwoStepOn", cancel);
        database.Record(actor, now, nameof(AskCodeOfMember), actor.MemberId, new { });
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return Done.It;
    }
}
