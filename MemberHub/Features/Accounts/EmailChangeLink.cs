using MemberHub.Data;
using MemberHub.Domain.Calendar;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>Reads the new address behind a mailed link. Reading does not use it: mail gateways open links, too.</summary>
public sealed class EmailChangeLink(MemberHubDatabases databases, TimeProvider clock)
{
    /// <summary>The address that waits, or null for a link that cannot be used.</summary>
    public async Task<string?> ReadAsync(string? token, CancellationToken cancel)
    {
        await using var database = databases.OpenAcrossSocieties();
        return await EmailChanges.Open(database, token, clock.UtcNow()).Select(change => change.NewEmail).FirstOrDefaultAsync(cancel);
    }
}
