using MemberHub.Data.Sandbox;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Sandbox;

/// <summary>Sends the reports that were kept back or are waiting, the last one first.</summary>
public sealed class SendReversed(SandboxBooks books, ActOnNotification act)
{
    /// <summary>Of one payment, or of all when no code is given.</summary>
    public async Task RunAsync(string? code, CancellationToken cancel)
    {
        foreach (var id in await ReadAsync(code, cancel))
        {
            await act.RunAsync(id, NotificationAction.Send, 0, cancel);
        }
    }

    private async Task<List<long>> ReadAsync(string? code, CancellationToken cancel)
    {
        await using var database = books.Open();
        return await (
            from report in database.SandboxNotifications
            join payment in database.SandboxPayments on report.PaymentId equals payment.Id
            where report.Delivery == SandboxDelivery.Held || report.Delivery == SandboxDelivery.Waiting
            where code == null || payment.Code == code
            orderby report.Id descending
            select report.Id)
            .ToListAsync(cancel);
    }
}
