using Quartz;

namespace MemberHub.Features.Outbox;

[DisallowConcurrentExecution]
internal sealed class SendMailsJob(SendMails send) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await send.RunAsync(cancellationToken);
}
