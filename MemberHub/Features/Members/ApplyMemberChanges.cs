using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain.Calendar;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace MemberHub.Features.Members;

/// <summary>Makes members what was decided for the fiscal year that has begun. As often as one likes: what was applied stays.</summary>
public sealed class ApplyMemberChanges(MemberHubDatabases databases, TimeProvider clock)
{
    /// <summary>How many members became something else.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var today = clock.Today();
        var count = 0;
        await using var all = databases.OpenAcrossSocieties();
        foreach (var society in await all.Societies.AsNoTracking().ToListAsync(cancel))
        {
            var current = society.Settings.Calendar.YearOf(today);
            await using var database = databases.Open(society.Id);
            var due = await database.MemberChanges.Where(change => change.AppliedUtc == null && change.From <= current).OrderBy(change => change.From).ToListAsync(cancel);
            foreach (var change in due)
            {
                var member = await database.Members.SingleAsync(row => row.Id == change.MemberId, cancel);
                change.ApplyTo(member, clock.UtcNow());
                database.RecordBySystem(clock.UtcNow(), nameof(ApplyMemberChanges), member.Id, new { from = change.From.Year });
                await database.SaveChangesAsync(cancel);
                count++;
            }
        }

        return count;
    }
}

[DisallowConcurrentExecution]
internal sealed class ApplyMemberChangesJob(ApplyMemberChanges apply) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await apply.RunAsync(cancellationToken);
}
