using Quartz;

namespace MemberHub.Features.Ledger;

[DisallowConcurrentExecution]
internal sealed class CheckLedgerJob(CheckLedger check) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await check.RunAsync(cancellationToken);
}
