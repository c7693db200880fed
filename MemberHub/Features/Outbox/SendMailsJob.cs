using Quartz;

namespace MemberHub.Features.Outbox;

/// <summary>Mails to one reader: what somebody did, paid or asked for.</summary>
[DisallowConcurrentExecution]
internal sealed class SendMailsJob(SendMails send) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await send.RunAsync(MailLane.Single, cancellationToken);
}

/// <summary>Mails to many, in a lane of their own: however slow the mail server is with them, the others are not behind them.</summary>
[DisallowConcurrentExecution]
internal sealed class SendBulkMailsJob(SendMails send) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await send.RunAsync(MailLane.Bulk, cancellationToken);
}
