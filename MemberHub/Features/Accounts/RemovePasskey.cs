using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>Removes one of one's own passkeys, soon after a proof of who they are: it opens nothing any more.</summary>
public sealed class RemovePasskey(MemberHubDatabases databases, SecurityMails mails, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, long id, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        if (FactorGate.RefusalOf(actor, now) is { } shut)
        {
            return shut;
        }

        await using var database = databases.Open(actor.SocietyId);
        if (await database.AccountPasskeys.FirstOrDefaultAsync(row => row.Id == id && row.AccountId == actor.AccountId, cancel) is not { } passkey)
        {
            return new PasskeyNotFound();
        }

        database.Remove(passkey);
        await mails.AddAsync(database, actor, now, "PasskeyRemoved", cancel);
        database.Record(actor, now, nameof(RemovePasskey), actor.MemberId, new { passkey.Name });
        await database.SaveChangesAsync(cancel);
        return Done.It;
    }
}
