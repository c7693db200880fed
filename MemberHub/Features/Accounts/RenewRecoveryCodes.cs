using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>Codes to be shown this once.</summary>
public sealed record NewRecoveryCodes(IReadOnlyList<string> Codes);

/// <summary>Gives new recovery codes (リカバリーコード) in place of the old ones, to be shown this once.</summary>
public sealed class RenewRecoveryCodes(MemberHubDatabases databases, SecurityMails mails, TimeProvider clock)
{
    public async Task<Result<NewRecoveryCodes>> RunAsync(Actor actor, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        if (FactorGate.RefusalOf(actor, now) is { } shut)
        {
            return shut;
        }

        await using var database = databases.Open(actor.SocietyId);
        if (!await database.SecondFactors.AnyAsync(factor => factor.AccountId == actor.AccountId, cancel))
        {
            return new SecondFactorNotOn();
        }

        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        var codes = await SecondFactors.ReplaceRecoveryCodesAsync(database, actor.AccountId, cancel);
        await mails.AddAsync(database, actor, now, "RecoveryRenewed", cancel);
        database.Record(actor, now, nameof(RenewRecoveryCodes), null, new { RecoveryCodes = codes.Count });
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return new NewRecoveryCodes(codes);
    }
}
