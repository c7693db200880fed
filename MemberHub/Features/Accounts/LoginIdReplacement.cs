using MemberHub.Data;
using MemberHub.Data.Accounts;
using MemberHub.Data.Audit;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>Puts a login ID in place of the old one in the open context; the use case saves.</summary>
public sealed class LoginIdReplacement(MemberHubDatabases databases, AccountLookup lookup, TimeProvider clock)
{
    /// <summary>The change of this account that waits now.</summary>
    public static IQueryable<LoginIdChange> Waiting(MemberHubDbContext database, long accountId, DateTime nowUtc) =>
        database.LoginIdChanges.Where(change => change.AccountId == accountId && change.EndedUtc == null && change.ExpiresUtc > nowUtc);

    /// <summary>Whether somebody else has it, asked in a context of its own: after a failed save, too.</summary>
    public async Task<bool> IsTakenAsync(Actor actor, string wanted, CancellationToken cancel)
    {
        var normalized = lookup.Normalize(wanted);
        await using var database = databases.Open(actor.SocietyId);
        return await database.Users.AnyAsync(row => row.NormalizedUserName == normalized && row.Id != actor.AccountId, cancel);
    }

    public void Apply(MemberHubDbContext database, Actor actor, Account account, string wanted)
    {
        var before = account.UserName;
        (account.UserName, account.NormalizedUserName, account.ConcurrencyStamp) = (wanted, lookup.Normalize(wanted), Guid.NewGuid().ToString());
        database.Record(actor, clock.UtcNow(), nameof(ChangeLoginId), actor.MemberId, new { before, after = wanted });
    }
}
