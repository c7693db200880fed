using MemberHub.Data;
using MemberHub.Domain.Calendar;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Directory;

/// <summary>Reads a page of a roster for whoever asks, where the society publishes its rosters (名簿の公開).</summary>
public sealed class OpenPublicRoster(MemberHubDatabases databases, TimeProvider clock)
{
    /// <returns>Null where the rosters are for members only.</returns>
    public async Task<Roster?> RunAsync(RosterKind kind, int page, CancellationToken cancel)
    {
        await using var all = databases.OpenAcrossSocieties();
        // The portal before signing in is that of its first society.
        var society = await all.Societies.OrderBy(row => row.Id).Select(row => new { row.Id, row.Settings }).FirstOrDefaultAsync(cancel);
        if (society is null || !society.Settings.Directory.PublishesRosters)
        {
            return null;
        }

        await using var database = databases.Open(society.Id);
        return await database.ReadRosterAsync(kind, page, clock.Today(), cancel);
    }
}
