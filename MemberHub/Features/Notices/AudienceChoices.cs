using MemberHub.Data;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Notices;

/// <summary>The categories (会員区分) and ranks (称号・役職) to which a notice or a mail can be narrowed.</summary>
public sealed record AudienceChoices(IReadOnlyList<AudienceChoice> Categories, IReadOnlyList<AudienceChoice> Ranks);

public sealed record AudienceChoice(long Id, string Name);

internal static class AudienceChoicesReading
{
    /// <summary>Two statements.</summary>
    public static async Task<AudienceChoices> ReadAudienceChoicesAsync(this MemberHubDbContext database, CancellationToken cancel) => new(
        await database.MemberCategories.OrderBy(category => category.Id).Select(category => new AudienceChoice(category.Id, category.NameJa)).ToListAsync(cancel),
        await database.Ranks.OrderBy(rank => rank.Id).Select(rank => new AudienceChoice(rank.Id, rank.NameJa)).ToListAsync(cancel));
}
