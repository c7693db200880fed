using Quartz;

namespace MemberHub.Features.Audit;

[DisallowConcurrentExecution]
internal sealed class SealAuditJob(SealAudit seal) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await seal.RunAsync(cancellationToken);
}
