using MemberHub.Data;
using MemberHub.Domain.Calendar;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace MemberHub.Features.Accounts;

/// <summary>Removes what is remembered no longer: old counts of attempts and proofs whose challenge is too old to come back.</summary>
[DisallowConcurrentExecution]
public sealed class ForgetAttemptsJob(MemberHubDatabases databases, TimeProvider clock) : IJob
{
    public static readonly TimeSpan Pulse = TimeSpan.FromMinutes(10);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var now = clock.UtcNow();
        await using var database = databases.OpenAcrossSocieties();
        await database.AttemptCounts.Where(count => count.UntilUtc <= now).ExecuteDeleteAsync(cancellationToken);
        await database.SpentProofs.Where(proof => proof.UntilUtc <= now).ExecuteDeleteAsync(cancellationToken);
    }
}
