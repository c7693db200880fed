using System.Text.Json;
using MemberHub.Domain;
using MemberHub.Domain.Payments;

namespace MemberHub.Platform.Gateways.Stripe;

/// <summary>
/// Says what an object of the API means for the order. The effect is named after the payment and what is true of it, not after the
/// event: two events about the same money are one effect.
/// </summary>
internal static class StripeReports
{
    public const string ReferenceKey = "reference";
    public const string CustomerKey = "customer";
    public const string StoreKey = "store";

    /// <summary>A session without a payment of its own; null when it is not ours.</summary>
    public static GatewayReport? Of(StripeSession session, DateTime occurredUtc) =>
        (session.ClientReferenceId ?? session.Metadata?.GetValueOrDefault(ReferenceKey)) is not { Length: > 0 } reference ? null : new GatewayReport
        {
            EffectKey = $"{session.Id}:{session.Status}",
            Reference = reference,
            CustomerCode = session.Metadata?.GetValueOrDefault(CustomerKey) ?? "",
            Kind = session.Status switch
            {
                "open" => GatewayReportKind.Pending,
                "expired" => GatewayReportKind.Failed,
                _ => GatewayReportKind.Unclear,
            },
            Transaction = session.Id,
            OccurredUtc = occurredUtc,
            Code = session.Status == "open" ? "" : $"session_{session.Status}",
        };

    /// <summary>A payment; null when it is not ours.</summary>
    public static GatewayReport? Of(StripeIntent intent, DateTime occurredUtc)
    {
        if (intent.Metadata?.GetValueOrDefault(ReferenceKey) is not { Length: > 0 } reference)
        {
            return null;
        }

        var (kind, effect, code) = Meaning(intent);
        return new GatewayReport
        {
            EffectKey = $"{intent.Id}:{effect}",
            Reference = reference,
            CustomerCode = intent.Metadata.GetValueOrDefault(CustomerKey) ?? "",
            Kind = kind,
            Transaction = intent.Id,
            Amount = new Yen(kind == GatewayReportKind.Paid ? intent.AmountReceived : intent.Amount),
            Cumulative = kind == GatewayReportKind.Paid ? new Yen(intent.AmountReceived) : null,
            OccurredUtc = kind == GatewayReportKind.Paid ? ChargedUtc(intent) ?? occurredUtc : occurredUtc,
            Voucher = kind == GatewayReportKind.Issued ? VoucherOf(intent) : null,
            Code = code,
        };
    }

    /// <summary>A refund of a payment of ours; null while it is under way.</summary>
    public static GatewayReport? Of(StripeRefund refund, StripeIntent intent)
    {
        if (refund.Status is not ("succeeded" or "failed" or "canceled") || intent.Metadata?.GetValueOrDefault(ReferenceKey) is not { Length: > 0 } reference)
        {
            return null;
        }

        return new GatewayReport
        {
            EffectKey = $"{refund.Id}:{refund.Status}",
            Reference = reference,
            CustomerCode = intent.Metadata.GetValueOrDefault(CustomerKey) ?? "",
            Kind = refund.Status == "succeeded" ? GatewayReportKind.Refunded : GatewayReportKind.Unclear,
            Transaction = intent.Id,
            FailedRefund = refund.Status == "succeeded" ? "" : refund.Id,
            Amount = new Yen(refund.Amount),
            OccurredUtc = Moment(refund.Created),
            Code = refund.Status == "succeeded" ? "" : $"refund_{refund.Status} {refund.FailureReason}".Trim(),
        };
    }

    /// <summary>The payer's bank took a card payment back, or gave up doing so: for a person to look at.</summary>
    public static GatewayReport? Of(StripeDispute dispute, StripeIntent intent, DateTime occurredUtc) =>
        intent.Metadata?.GetValueOrDefault(ReferenceKey) is not { Length: > 0 } reference ? null : new GatewayReport
        {
            EffectKey = $"{dispute.Id}:{dispute.Status}",
            Reference = reference,
            CustomerCode = intent.Metadata.GetValueOrDefault(CustomerKey) ?? "",
            Kind = GatewayReportKind.Unclear,
            Transaction = intent.Id,
            Amount = new Yen(dispute.Amount),
            OccurredUtc = occurredUtc,
            Code = $"dispute_{dispute.Status} {dispute.Reason}".Trim(),
        };

    /// <summary>The voucher for the chain that was chosen; null while there is none.</summary>
    public static Voucher? VoucherOf(StripeIntent intent)
    {
        if (intent.NextAction?.KonbiniDisplayDetails is not { } details)
        {
            return null;
        }

        ConvenienceStore? store = Enum.TryParse<ConvenienceStore>(intent.Metadata?.GetValueOrDefault(StoreKey), out var chosen) ? chosen : null;
        var lines = store switch
        {
            ConvenienceStore.FamilyMart => details.Stores.Familymart,
            ConvenienceStore.Lawson => details.Stores.Lawson,
            ConvenienceStore.Ministop => details.Stores.Ministop,
            ConvenienceStore.Seicomart => details.Stores.Seicomart,
            _ => null,
        };
        return new Voucher
        {
            Store = lines is null ? null : store,
            Number = lines?.PaymentCode ?? "",
            Confirmation = lines?.ConfirmationNumber ?? "",
            DeadlineUtc = details.ExpiresAt is { } expires ? Moment(expires) : null,
            Url = details.HostedVoucherUrl ?? "",
        };
    }

    public static DateTime Moment(long unixSeconds) => DateTime.UnixEpoch.AddSeconds(unixSeconds);

    private static (GatewayReportKind Kind, string Effect, string Code) Meaning(StripeIntent intent) => intent.Status switch
    {
        "succeeded" when intent.Currency != "jpy" => (GatewayReportKind.Unclear, "currency", "currency"),
        "succeeded" => (GatewayReportKind.Paid, "paid", ""),
        "requires_action" when intent.NextAction?.KonbiniDisplayDetails is not null => (GatewayReportKind.Issued, "issued", ""),

        // An expired voucher takes the payment back to its beginning with an error; cancelling it later adds nothing.
        "canceled" when intent.IsKonbini => (GatewayReportKind.Expired, "over", intent.CancellationReason ?? ""),
        "requires_payment_method" when intent is { IsKonbini: true, LastPaymentError: { } error } => (GatewayReportKind.Expired, "over", error.Code ?? ""),
        "canceled" => (GatewayReportKind.Failed, "over", intent.CancellationReason ?? "canceled"),

        // A declined card can be tried again on the same page.
        "requires_payment_method" => (GatewayReportKind.Pending, "pending", intent.LastPaymentError?.DeclineCode ?? intent.LastPaymentError?.Code ?? ""),
        "requires_confirmation" or "requires_action" or "processing" => (GatewayReportKind.Pending, "pending", ""),
        _ => (GatewayReportKind.Unclear, intent.Status ?? "", intent.Status ?? ""),
    };

    private static DateTime? ChargedUtc(StripeIntent intent) =>
        intent.LatestCharge.ValueKind == JsonValueKind.Object && intent.LatestCharge.TryGetProperty("created", out var created)
            && created.TryGetInt64(out var seconds) ? Moment(seconds) : null;
}
