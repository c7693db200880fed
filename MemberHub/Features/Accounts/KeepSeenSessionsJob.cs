using Quartz;

namespace MemberHub.Features.Accounts;

[DisallowConcurrentExecution]
internal sealed class KeepSeenSessionsJob(KeepSeenSessions keep) : IJob
{
    /// <summary>To the minute is as exact as anybody remembers.</summary>
    public static readonly TimeSpan Pulse = TimeSpan.FromMinutes(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await keep.RunAsync(cancellationToken);
}
