using Quartz;

namespace MemberHub.Features.Outbox;

[DisallowConcurrentExecution]
internal sealed class ReadBouncesJob(ReadBounces read) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await read.RunAsync(cancellationToken);
}
