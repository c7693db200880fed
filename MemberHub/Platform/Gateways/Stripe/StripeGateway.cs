using System.Globalization;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Payments;
using Microsoft.Extensions.Options;

namespace MemberHub.Platform.Gateways.Stripe;

/// <summary>
/// Stripe: cards on its Checkout page, convenience stores by a PaymentIntent of ours. Checkout could do both, but a voucher that it
/// issued cannot be cancelled, and it asks for no store.
/// </summary>
internal sealed class StripeGateway(StripeApi api, IOptions<StripeOptions> options, TimeProvider clock) : IPaymentGateway
{
    public string Name => "Stripe";

    public GatewayAbilities Abilities { get; } = new()
    {
        Stores = [ConvenienceStore.FamilyMart, ConvenienceStore.Lawson, ConvenienceStore.Ministop, ConvenienceStore.Seicomart],
        Amounts = new Dictionary<PaymentMethod, AmountRange>
        {
            [PaymentMethod.Card] = new(new Yen(50), new Yen(9_999_999)),
            [PaymentMethod.ConvenienceStore] = new(new Yen(120), new Yen(300_000)),
        },
        TellsNumber = true,
        CanCancel = true,
        CanRefund = true,
        CanInquire = true,
        RefusalVoidsCard = false,
        FormOrigins = [GatewayAddress.Origin(options.Value.CheckoutOrigin)],
    };

    public async Task<Handover> BeginAsync(GatewayOrder order, CancellationToken cancel)
    {
        if (order.Method == PaymentMethod.Card)
        {
            var session = await api.PostAsync<StripeSession>("/v1/checkout/sessions", StripeForms.Session(order), $"{order.Reference}-session", cancel);
            return session.Url is { } page && Uri.TryCreate(page, UriKind.Absolute, out var url)
                ? new Handover.ToPage(url) { Transaction = session.Id }
                : throw new GatewayRefusedException("no_page", "Stripe gave no page to pay on.");
        }

        var intent = await api.PostAsync<StripeIntent>("/v1/payment_intents", StripeForms.Konbini(order), $"{order.Reference}-konbini", cancel);
        return StripeReports.VoucherOf(intent) is { Number.Length: > 0 } voucher
            ? new Handover.Issued(voucher) { Transaction = intent.Id }
            : throw new GatewayRefusedException("no_voucher", "Stripe issued no number for this store.");
    }

    public NotificationReading Read(GatewayNotification notification) => StripeWebhook.Read(notification, options.Value.WebhookSecrets);

    // What is still open is no news: a declined card, for one, is between the payer and the page.
    public async Task<GatewayReport?> FetchAsync(string eventId, CancellationToken cancel) =>
        await ReportOfAsync(eventId, cancel) is { Kind: not GatewayReportKind.Pending } report ? report : null;

    // A webhook is repeated until it is answered with success, so only our own fault is worth a 5xx.
    public GatewayAnswer Answer(NotificationOutcome outcome) => new(
        outcome switch
        {
            NotificationOutcome.NotGenuine or NotificationOutcome.Malformed => StatusCodes.Status400BadRequest,
            NotificationOutcome.TryAgain => StatusCodes.Status500InternalServerError,
            _ => StatusCodes.Status200OK,
        },
        "text/plain",
        ReadOnlyMemory<byte>.Empty);

    public async Task<GatewayReport> InquireAsync(GatewayPayment payment, CancellationToken cancel)
    {
        var nowUtc = clock.UtcNow();
        var report = payment.Transaction switch
        {
            ['c', 's', '_', ..] => await OfSessionAsync(payment.Transaction, nowUtc, cancel),
            "" => await FindAsync(payment.Reference, cancel) is { } found ? StripeReports.Of(found, nowUtc) : null,
            _ => await OfIntentAsync(payment.Transaction, nowUtc, cancel),
        };

        // Found nothing: its search lags behind, so this is no proof that nothing was begun.
        return report ?? new GatewayReport
        {
            EffectKey = $"{payment.Reference}:pending",
            Reference = payment.Reference,
            Kind = GatewayReportKind.Pending,
            OccurredUtc = nowUtc,
        };
    }

    public async Task<CancelAnswer> CancelAsync(GatewayPayment payment, CancellationToken cancel)
    {
        if (payment.Transaction.StartsWith("cs_", StringComparison.Ordinal))
        {
            return await CloseSessionAsync(payment.Transaction, cancel);
        }

        // Begun without an answer, and nothing to be found: neither page nor number ever reached anyone.
        var intent = payment.Transaction.Length > 0 ? payment.Transaction : (await FindAsync(payment.Reference, cancel))?.Id;
        if (intent is null)
        {
            return CancelAnswer.Cancelled;
        }

        // A payment that began on a page of Checkout is ended with its page only.
        var answer = await CloseAsync<StripeIntent>($"/v1/payment_intents/{Uri.EscapeDataString(intent)}", "cancel", found => found.Status == "canceled", cancel);
        return answer == CancelAnswer.TooLate && await SessionOfAsync(intent, cancel) is { } session ? await CloseSessionAsync(session, cancel) : answer;
    }

    public async Task<string> RefundAsync(GatewayPayment payment, Yen amount, string requestKey, CancellationToken cancel)
    {
        var intent = payment.Transaction.StartsWith("cs_", StringComparison.Ordinal)
            ? (await SessionAsync(payment.Transaction, cancel)).PaymentIntent
            : payment.Transaction;
        if (string.IsNullOrEmpty(intent))
        {
            throw new GatewayRefusedException("not_paid", "There is no payment to refund.");
        }

        var refund = await api.PostAsync<StripeRefund>(
            "/v1/refunds",
            [
                new("payment_intent", intent),
                new("amount", amount.Value.ToString(CultureInfo.InvariantCulture)),
                new($"metadata[{StripeReports.ReferenceKey}]", payment.Reference),
            ],
            $"{requestKey}-refund",
            cancel);
        return refund.Status is "failed" or "canceled" ? throw new GatewayRefusedException(refund.FailureReason ?? "refund_failed", "Stripe could not refund.") : refund.Id;
    }

    private async Task<GatewayReport?> ReportOfAsync(string eventId, CancellationToken cancel)
    {
        var message = await api.GetAsync<StripeEvent>($"/v1/events/{Uri.EscapeDataString(eventId)}", cancel);
        var (subject, occurredUtc) = (message.Data.Object.Id, StripeReports.Moment(message.Created));
        switch (message.Type.Split('.'))
        {
            case ["checkout", "session", ..]:
                return await OfSessionAsync(subject, occurredUtc, cancel);
            case ["payment_intent", ..]:
                return await OfIntentAsync(subject, occurredUtc, cancel);
            case ["charge", "refunded"]:
                var latest = await api.GetAsync<StripeList<StripeRefund>>($"/v1/refunds?limit=1&charge={Uri.EscapeDataString(subject)}", cancel);
                return latest.Data is [var newest, ..] ? await OfRefundAsync(newest, cancel) : null;
            case ["refund", ..]:
                return await OfRefundAsync(await api.GetAsync<StripeRefund>($"/v1/refunds/{Uri.EscapeDataString(subject)}", cancel), cancel);
            case ["charge", "dispute", ..]:
                var dispute = await api.GetAsync<StripeDispute>($"/v1/disputes/{Uri.EscapeDataString(subject)}", cancel);
                return dispute.PaymentIntent is null ? null : StripeReports.Of(dispute, await IntentAsync(dispute.PaymentIntent, cancel), occurredUtc);
            default:
                return null;
        }
    }

    private Task<CancelAnswer> CloseSessionAsync(string id, CancellationToken cancel) =>
        CloseAsync<StripeSession>($"/v1/checkout/sessions/{Uri.EscapeDataString(id)}", "expire", session => session.Status == "expired", cancel);

    private async Task<string?> SessionOfAsync(string intent, CancellationToken cancel)
    {
        var found = await api.GetAsync<StripeList<StripeSession>>($"/v1/checkout/sessions?limit=1&payment_intent={Uri.EscapeDataString(intent)}", cancel);
        return found.Data is [var session, ..] ? session.Id : null;
    }

    // Without an idempotency key: closing twice changes nothing, and a key would repeat yesterday's answer.
    private async Task<CancelAnswer> CloseAsync<T>(string path, string verb, Func<T, bool> isClosed, CancellationToken cancel)
    {
        try
        {
            return isClosed(await api.PostAsync<T>($"{path}/{verb}", [], null, cancel)) ? CancelAnswer.Cancelled : CancelAnswer.TooLate;
        }
        catch (GatewayRefusedException)
        {
            return isClosed(await api.GetAsync<T>(path, cancel)) ? CancelAnswer.Cancelled : CancelAnswer.TooLate;
        }
    }

    private async Task<GatewayReport?> OfSessionAsync(string id, DateTime occurredUtc, CancellationToken cancel)
    {
        var session = await SessionAsync(id, cancel);
        return session is { PaymentIntent: { } intent, Status: not "expired" }
            ? await OfIntentAsync(intent, occurredUtc, cancel)
            : StripeReports.Of(session, occurredUtc);
    }

    private async Task<GatewayReport?> OfIntentAsync(string id, DateTime occurredUtc, CancellationToken cancel) =>
        StripeReports.Of(await IntentAsync(id, cancel), occurredUtc);

    private async Task<GatewayReport?> OfRefundAsync(StripeRefund refund, CancellationToken cancel) =>
        refund.PaymentIntent is null ? null : StripeReports.Of(refund, await IntentAsync(refund.PaymentIntent, cancel));

    private Task<StripeSession> SessionAsync(string id, CancellationToken cancel) =>
        api.GetAsync<StripeSession>($"/v1/checkout/sessions/{Uri.EscapeDataString(id)}", cancel);

    private Task<StripeIntent> IntentAsync(string id, CancellationToken cancel) =>
        api.GetAsync<StripeIntent>($"/v1/payment_intents/{Uri.EscapeDataString(id)}?expand[]=latest_charge", cancel);

    private async Task<StripeIntent?> FindAsync(string reference, CancellationToken cancel)
    {
        var query = Uri.EscapeDataString($"metadata['{StripeReports.ReferenceKey}']:'{reference}'");
        var found = await api.GetAsync<StripeList<StripeIntent>>($"/v1/payment_intents/search?limit=1&query={query}", cancel);
        return found.Data is [var intent, ..] ? intent : null;
    }
}
