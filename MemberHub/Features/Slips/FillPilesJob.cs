using Quartz;

namespace MemberHub.Features.Slips;

[DisallowConcurrentExecution]
internal sealed class FillPilesJob(FillPiles fill) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await fill.RunAsync(cancellationToken);
}
