using System.Net;
using MemberHub.Data;
using MemberHub.Data.Gateways;
using MemberHub.Domain.Calendar;
using MemberHub.Platform.Gateways;

namespace MemberHub.Features.Payments;

/// <summary>
/// Takes in what a gateway reports: stored first, then read, then applied or left to <see cref="ApplyMessages"/>. Whatever goes wrong, the
/// raw text is there, and the sender learns nothing but the answer.
/// </summary>
public sealed partial class ReceiveNotification(MemberHubDatabases databases, PaymentGateways gateways, GatewayReports reports, RefusedSenders senders, TimeProvider clock, ILogger<ReceiveNotification> log)
{
    // By then a restart or a slow database is over, and the gateway has not yet lost patience.
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(30);

    /// <summary>Null when there is no such gateway.</summary>
    public async Task<GatewayAnswer?> RunAsync(string name, byte[] body, string contentType, string signature, IPAddress? sender, CancellationToken cancel)
    {
        if (gateways.Find(name) is not { } gateway)
        {
            return null;
        }

        var nowUtc = clock.UtcNow();
        var reading = gateway.Read(new GatewayNotification(body, contentType, signature, sender, nowUtc));
        if (reading is NotificationReading.Refused refused && !await IsStoredAsync(gateway, sender, cancel))
        {
            return gateway.Answer(refused.Outcome);
        }

        var message = New(gateway, body, contentType, signature, nowUtc, reading);
        await using (var database = databases.OpenAcrossSocieties())
        {
            database.Add(message);
            await database.SaveChangesAsync(cancel);
        }

        return gateway.Answer(await OutcomeAsync(gateway, reading, message.Id));
    }

    /// <summary>Records that a notification came which is not even read; its text is not kept.</summary>
    internal async Task RefuseAsync(string name, string contentType, string reason, IPAddress? sender, CancellationToken cancel)
    {
        if (gateways.Find(name) is not { } gateway || !await IsStoredAsync(gateway, sender, cancel))
        {
            return;
        }

        await using var database = databases.OpenAcrossSocieties();
        database.Add(New(gateway, [], contentType, "", clock.UtcNow(), new NotificationReading.Refused(NotificationOutcome.Malformed, reason)));
        await database.SaveChangesAsync(cancel);
    }

    // What is refused costs the sender nothing; so only the first of an hour are stored.
    private async Task<bool> IsStoredAsync(IPaymentGateway gateway, IPAddress? sender, CancellationToken cancel)
    {
        var count = await senders.CountAsync(gateway.Name, sender, cancel);
        if (count == RefusedSenders.Stored + 1)
        {
            OnlyCounted(gateway.Name, RefusedSenders.Stored);
        }

        return count <= RefusedSenders.Stored;
    }

    private async Task<NotificationOutcome> OutcomeAsync(IPaymentGateway gateway, NotificationReading reading, long messageId)
    {
        switch (reading)
        {
            case NotificationReading.Refused refused:
                Refused(gateway.Name, messageId, refused.Reason);
                return refused.Outcome;
            case NotificationReading.Report report:
                try
                {
                    // A sender that hangs up does not stop what it has told.
                    return await reports.ApplyAsync(gateway, report.Content, messageId, CancellationToken.None);
                }
                catch (Exception error) when (error is not OperationCanceledException)
                {
                    Failed(gateway.Name, messageId, error);
                    return NotificationOutcome.TryAgain;
                }

            default:
                return NotificationOutcome.Applied;
        }
    }

    private static GatewayMessage New(
        IPaymentGateway gateway, byte[] body, string contentType, string signature, DateTime nowUtc, NotificationReading reading) => new()
        {
            Gateway = gateway.Name,
            Body = body,
            ContentType = Cut(contentType, GatewayMessage.ContentTypeMaxLength),
            Signature = Cut(signature, GatewayMessage.SignatureMaxLength),
            ReceivedUtc = nowUtc,
            EventId = (reading as NotificationReading.Deferred)?.EventId,
            NextAttemptUtc = reading is NotificationReading.Deferred ? nowUtc : nowUtc + Retry,
            Outcome = reading switch
            {
                NotificationReading.Refused refused => refused.Outcome.ToString(),
                NotificationReading.Ignored => nameof(NotificationReading.Ignored),
                _ => null,
            },
            Note = reading is NotificationReading.Refused { Reason: var reason } ? Cut(reason, GatewayMessage.NoteMaxLength) : "",
        };

    private static string Cut(string text, int length) => text.Length > length ? text[..length] : text;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refused a notification of {Gateway}, message {MessageId}: {Reason}")]
    private partial void Refused(string gateway, long messageId, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refused more than {Stored} notifications of {Gateway} from one sender in this hour; further ones are only counted")]
    private partial void OnlyCounted(string gateway, int stored);

    [LoggerMessage(Level = LogLevel.Error, Message = "Could not apply a notification of {Gateway}, message {MessageId}; it is tried again")]
    private partial void Failed(string gateway, long messageId, Exception error);
}
