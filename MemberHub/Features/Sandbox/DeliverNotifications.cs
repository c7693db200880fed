using MemberHub.Data.Sandbox;
using MemberHub.Domain.Calendar;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Sandbox;

/// <summary>Sends the reports that are due: the delayed, the failed, and those whose sender died. Several workers may run at once.</summary>
public sealed class DeliverNotifications(SandboxBooks books, NotificationCourier courier, TimeProvider clock)
{
    private const int AtOnce = 50;

    public async Task RunAsync(CancellationToken cancel)
    {
        foreach (var due in await DueAsync(cancel))
        {
            if (await ClaimAsync(due.Report, cancel))
            {
                await courier.SendAsync(due.Report, due.Payment, cancel);
            }
        }
    }

    private async Task<List<Due>> DueAsync(CancellationToken cancel)
    {
        var now = clock.UtcNow();
        await using var database = books.Open();
        return await (
            from report in database.SandboxNotifications.AsNoTracking()
            join payment in database.SandboxPayments.AsNoTracking() on report.PaymentId equals payment.Id
            where report.Delivery == SandboxDelivery.Waiting && report.NextAttemptUtc <= now
            orderby report.NextAttemptUtc, report.Id
            select new Due(report, payment))
            .Take(AtOnce)
            .ToListAsync(cancel);
    }

    /// <summary>Of several workers that read the same row, one moves it on; the others find nothing to move.</summary>
    private async Task<bool> ClaimAsync(SandboxNotification due, CancellationToken cancel)
    {
        var (seen, until) = (due.NextAttemptUtc, clock.UtcNow() + NotificationCourier.Lease);
        await using var database = books.Open();
        return await database.SandboxNotifications
            .Where(report => report.Id == due.Id && report.Delivery == SandboxDelivery.Waiting && report.NextAttemptUtc == seen)
            .ExecuteUpdateAsync(row => row.SetProperty(report => report.NextAttemptUtc, until), cancel) == 1;
    }

    private sealed record Due(SandboxNotification Report, SandboxPayment Payment);
}
