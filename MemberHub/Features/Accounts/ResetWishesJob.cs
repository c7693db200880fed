using Quartz;

namespace MemberHub.Features.Accounts;

[DisallowConcurrentExecution]
internal sealed class ResetWishesJob(AnswerResetWishes answer) : IJob
{
    /// <summary>With the outbox's own pulse a mail is on its way within 5 seconds.</summary>
    public static readonly TimeSpan Pulse = TimeSpan.FromSeconds(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await answer.RunAsync(cancellationToken);
}
