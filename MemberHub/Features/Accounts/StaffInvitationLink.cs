using MemberHub.Data;
using MemberHub.Domain.Calendar;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>Reads the login ID behind a set-up link. Reading does not use it: mail gateways open links, too.</summary>
public sealed class StaffInvitationLink(MemberHubDatabases databases, TimeProvider clock)
{
    /// <summary>Null for a link that cannot be used.</summary>
    public async Task<string?> LoginIdAsync(string? token, CancellationToken cancel)
    {
        await using var database = databases.OpenAcrossSocieties();
        return await (
            from invitation in StaffInvitations.Open(database, token, clock.UtcNow())
            join account in database.Users on invitation.AccountId equals account.Id
            select account.UserName).FirstOrDefaultAsync(cancel);
    }
}
