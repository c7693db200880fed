using MemberHub.Data.Sandbox;
using MemberHub.Domain.Calendar;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Sandbox;

/// <summary>What the console can do to a report.</summary>
public enum NotificationAction
{
    /// <summary>At once, also one that was delivered or lost before.</summary>
    Send,

    /// <summary>After some seconds.</summary>
    Delay,

    Hold,

    Drop,
}

/// <summary>Sends a report now or later, keeps it back or loses it.</summary>
public sealed class ActOnNotification(SandboxBooks books, NotificationCourier courier, TimeProvider clock)
{
    /// <summary>Answers false when there is no such report.</summary>
    public async Task<bool> RunAsync(long id, NotificationAction action, int seconds, CancellationToken cancel)
    {
        await using var database = books.Open();
        if (await database.SandboxNotifications.SingleOrDefaultAsync(report => report.Id == id, cancel) is not { } report)
        {
            return false;
        }

        var payment = await database.SandboxPayments.AsNoTracking().SingleAsync(row => row.Id == report.PaymentId, cancel);
        (report.Copies, report.Attempts) = (1, 0);
        (report.Delivery, report.NextAttemptUtc) = action switch
        {
            NotificationAction.Send => (SandboxDelivery.Waiting, clock.UtcNow() + NotificationCourier.Lease),
            NotificationAction.Delay => (SandboxDelivery.Waiting, clock.UtcNow() + TimeSpan.FromSeconds(seconds)),
            NotificationAction.Hold => (SandboxDelivery.Held, report.NextAttemptUtc),
            _ => (SandboxDelivery.Dropped, report.NextAttemptUtc),
        };
        await database.SaveChangesAsync(cancel);
        if (action == NotificationAction.Send)
        {
            await courier.SendAsync(report, payment, CancellationToken.None);
        }

        return true;
    }
}
