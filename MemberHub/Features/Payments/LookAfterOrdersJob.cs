using Quartz;

namespace MemberHub.Features.Payments;

/// <summary>What orders need when nobody does anything: outcomes asked for, expired ones ended, deadlines called to mind, the office told of what nobody confirms.</summary>
[DisallowConcurrentExecution]
internal sealed class LookAfterOrdersJob(AskForOutcomes ask, CloseExpired close, RemindOfDeadlines remind, NoteUnconfirmed note) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await ask.RunAsync(cancellationToken);
        await close.RunAsync(cancellationToken);
        await remind.RunAsync(cancellationToken);
        await note.RunAsync(cancellationToken);
    }
}
