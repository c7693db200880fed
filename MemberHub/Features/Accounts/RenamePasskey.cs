using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>Calls one of one's own passkeys something else.</summary>
public sealed class RenamePasskey(MemberHubDatabases databases, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, long id, string? name, CancellationToken cancel)
    {
        if (PasskeyNames.FaultOf(name) is { } fault)
        {
            return fault;
        }

        await using var database = databases.Open(actor.SocietyId);
        if (await database.AccountPasskeys.FirstOrDefaultAsync(row => row.Id == id && row.AccountId == actor.AccountId, cancel) is not { } passkey)
        {
            return new PasskeyNotFound();
        }

        var before = passkey.Name;
        passkey.Name = name!.Trim();
        database.Record(actor, clock.UtcNow(), nameof(RenamePasskey), null, new { before, after = passkey.Name });
        await database.SaveChangesAsync(cancel);
        return Done.It;
    }
}
