using MemberHub.Data;
using MemberHub.Data.Gateways;
using MemberHub.Domain.Calendar;
using MemberHub.Platform.Gateways;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Payments;

/// <summary>
/// Applies stored notifications that wait: events whose facts are fetched from the gateway after it was answered, and whatever a crash
/// interrupted. What fails again and again stays and is tried ever more seldom; a person is asked to look after it.
/// </summary>
public sealed partial class ApplyMessages(MemberHubDatabases databases, PaymentGateways gateways, GatewayReports reports, TimeProvider clock, ILogger<ApplyMessages> log)
{
    private const int Batch = 50;

    // By then 42 minutes have passed: longer than a company is out of reach as a rule.
    private const int AttemptsAlone = 8;

    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(6);

    /// <summary>How many were applied.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var applied = 0;
        foreach (var id in await DueAsync(cancel))
        {
            if (await ClaimAsync(id, cancel) is not { } message)
            {
                continue;
            }

            var done = false;
            try
            {
                done = await TryAsync(message, cancel);
            }
            finally
            {
                // Whatever the fault was.
                if (!done && message.Attempts >= AttemptsAlone)
                {
                    await reports.AskOfficeAsync(message, ReferenceIn(message), cancel);
                }
            }

            applied += done ? 1 : 0;
        }

        return applied;
    }

    private async Task<List<long>> DueAsync(CancellationToken cancel)
    {
        var nowUtc = clock.UtcNow();
        await using var database = databases.OpenAcrossSocieties();
        return await database.GatewayMessages.Where(message => message.Outcome == null && message.NextAttemptUtc <= nowUtc)
            .OrderBy(message => message.Id).Select(message => message.Id).Take(Batch).ToListAsync(cancel);
    }

    // One of two workers moves the attempt on; the other one's update finds nothing.
    private async Task<GatewayMessage?> ClaimAsync(long id, CancellationToken cancel)
    {
        var nowUtc = clock.UtcNow();
        await using var database = databases.OpenAcrossSocieties();
        var message = await database.GatewayMessages.AsNoTracking().SingleAsync(item => item.Id == id, cancel);
        var next = nowUtc + TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, 10 * Math.Pow(2, message.Attempts)));
        var claimed = await database.GatewayMessages
            .Where(item => item.Id == id && item.Outcome == null && item.Attempts == message.Attempts)
            .ExecuteUpdateAsync(set => set.SetProperty(item => item.Attempts, message.Attempts + 1).SetProperty(item => item.NextAttemptUtc, next), cancel);
        return claimed == 1 ? message : null;
    }

    private async Task<bool> TryAsync(GatewayMessage message, CancellationToken cancel)
    {
        try
        {
            if (gateways.Find(message.Gateway) is { } gateway)
            {
                await ApplyAsync(gateway, message, cancel);
                return true;
            }
        }
        catch (Exception error) when (error is GatewayUnreachableException or GatewayRefusedException or DbUpdateException)
        {
            Failed(message.Gateway, message.Id, error);
        }

        return false;
    }

    private async Task ApplyAsync(IPaymentGateway gateway, GatewayMessage message, CancellationToken cancel)
    {
        var report = message.EventId is { } eventId
            ? await gateway.FetchAsync(eventId, cancel)
            : ReportIn(gateway, message);
        if (report is not null)
        {
            await reports.ApplyLateAsync(gateway, report, message.Id, cancel);
            return;
        }

        await using var database = databases.OpenAcrossSocieties();
        await database.GatewayMessages.Where(item => item.Id == message.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(item => item.Outcome, nameof(NotificationReading.Ignored)), cancel);
    }

    private static GatewayReport? ReportIn(IPaymentGateway gateway, GatewayMessage message) =>
        (gateway.Read(new GatewayNotification(message.Body, message.ContentType, message.Signature, null, message.ReceivedUtc)) as NotificationReading.Report)?.Content;

    // An event says nothing of its order before it is fetched.
    private string ReferenceIn(GatewayMessage message) =>
        message.EventId is null && gateways.Find(message.Gateway) is { } gateway && ReportIn(gateway, message) is { } report ? report.Reference : "";

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not apply message {MessageId} of {Gateway} yet")]
    private partial void Failed(string gateway, long messageId, Exception error);
}
