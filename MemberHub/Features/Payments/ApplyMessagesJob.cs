using Quartz;

namespace MemberHub.Features.Payments;

[DisallowConcurrentExecution]
internal sealed class ApplyMessagesJob(ApplyMessages apply) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await apply.RunAsync(cancellationToken);
}
