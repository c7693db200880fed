using MemberHub.Data;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Reconciliation;

/// <summary>Closes a matter of the office (確認事項) in one statement, so that of two people one closes it.</summary>
internal static class TaskClosing
{
    /// <returns>False when somebody has closed it before.</returns>
    public static async Task<bool> CloseTaskAsync(this MemberHubDbContext database, long taskId, DateTime nowUtc, CancellationToken cancel) =>
        await database.PaymentTasks.Where(task => task.Id == taskId && task.DoneUtc == null)
            .ExecuteUpdateAsync(task => task.SetProperty(item => item.DoneUtc, nowUtc), cancel) == 1;
}
