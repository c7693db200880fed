using System.Globalization;
using System.Net.Http.Headers;
using MemberHub.Data;
using MemberHub.Data.Sandbox;
using MemberHub.Domain.Calendar;
using MemberHub.Platform.Gateways.Sandbox;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Sandbox;

/// <summary>Carries one report to the portal and writes down what became of it.</summary>
public sealed class NotificationCourier(MemberHubDatabases databases, SandboxConnection connection, IHttpClientFactory clients, TimeProvider clock)
{
    /// <summary>How long a report belongs to whoever is sending it: longer than any attempt.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1),
    ];

    /// <summary>Sends a report that the caller has claimed, as often as it is to be sent.</summary>
    public async Task SendAsync(SandboxNotification report, SandboxPayment payment, CancellationToken cancel)
    {
        do
        {
            var (taken, answer) = await PostAsync(SandboxMessages.Write(report.ToReport(payment)), payment.NotifyUrl, cancel);
            Note(report, taken, answer);
            await SaveAsync(report);
        }
        while (report is { Delivery: SandboxDelivery.Waiting, Copies: > 0, Attempts: 0 });
    }

    private void Note(SandboxNotification report, bool? taken, string answer)
    {
        report.LastAnswer = answer;
        if (taken == true)
        {
            report.Deliveries++;
            report.Copies--;
            report.Attempts = 0;
            report.Delivery = report.Copies > 0 ? SandboxDelivery.Waiting : SandboxDelivery.Delivered;
            return;
        }

        var refused = taken == false;
        report.Delivery = refused || report.Attempts >= Waits.Length ? SandboxDelivery.GivenUp : SandboxDelivery.Waiting;
        report.NextAttemptUtc = clock.UtcNow() + Waits[Math.Min(report.Attempts, Waits.Length - 1)];
        report.Attempts++;
    }

    /// <summary>True when the portal took it, false when it refused it, null when it is to be tried again.</summary>
    private async Task<(bool? Taken, string Answer)> PostAsync(byte[] body, string url, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add(SandboxSignature.Header, SandboxSignature.Of(body, connection.Secret, clock.UtcNow()));
        try
        {
            using var client = clients.CreateClient(SandboxGateway.GatewayName);
            using var response = await client.SendAsync(request, cancel);
            var status = (int)response.StatusCode;
            return (status is >= 200 and < 300 ? true : status == StatusCodes.Status400BadRequest ? false : null, status.ToString(CultureInfo.InvariantCulture));
        }
        catch (Exception error) when (error is HttpRequestException || (error is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return (null, error.GetType().Name);
        }
    }

    // No cancellation: it has left, and that must be written down. What the console changed meanwhile on the row is not touched.
    private async Task SaveAsync(SandboxNotification report)
    {
        await using var database = databases.OpenAcrossSocieties();
        await database.SandboxNotifications.Where(row => row.Id == report.Id).ExecuteUpdateAsync(row => row
            .SetProperty(item => item.Delivery, report.Delivery)
            .SetProperty(item => item.NextAttemptUtc, report.NextAttemptUtc)
            .SetProperty(item => item.Copies, report.Copies)
            .SetProperty(item => item.Attempts, report.Attempts)
            .SetProperty(item => item.Deliveries, report.Deliveries)
            .SetProperty(item => item.LastAnswer, report.LastAnswer));
    }
}
