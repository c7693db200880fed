using MemberHub.Data;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Support;

/// <summary>The society whose portal this is: what somebody who has not signed in reads and asks is of it.</summary>
public sealed class PortalSociety(MemberHubDatabases databases)
{
    /// <summary>Null before the first society is there.</summary>
    public async Task<Society?> ReadAsync(CancellationToken cancel)
    {
        await using var database = databases.OpenAcrossSocieties();
        return await database.Societies.AsNoTracking().OrderBy(society => society.Id).FirstOrDefaultAsync(cancel);
    }
}
