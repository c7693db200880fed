using Quartz;

namespace MemberHub.Features.Audit;

[DisallowConcurrentExecution]
internal sealed class EraseAuditJob(EraseAuditValues erase) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await erase.RunAsync(cancellationToken);
}
