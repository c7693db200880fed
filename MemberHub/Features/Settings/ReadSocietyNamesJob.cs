using MemberHub.Components;
using MemberHub.Data;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace MemberHub.Features.Settings;

/// <summary>Takes the society's names and links from the database: at the start, and soon after another node has changed them.</summary>
[DisallowConcurrentExecution]
internal sealed class ReadSocietyNamesJob(MemberHubDatabases databases, PortalBrand brand, PortalLinks links) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await using var database = databases.OpenAcrossSocieties();
        if (await database.Societies.TagWith(nameof(ReadSocietyNamesJob)).OrderBy(society => society.Id).Select(society => new { society.NameJa, society.NameEn, society.Settings }).FirstOrDefaultAsync(cancellationToken) is { } names)
        {
            brand.Change(names.NameJa, names.NameEn);
            links.Change(names.Settings.Help.Links);
        }
    }
}
