using Quartz;

namespace MemberHub.Features.Sandbox;

[DisallowConcurrentExecution]
internal sealed class SandboxJob(ExpireVouchers expire, DeliverNotifications deliver) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await expire.RunAsync(cancellationToken);
        await deliver.RunAsync(cancellationToken);
    }
}
