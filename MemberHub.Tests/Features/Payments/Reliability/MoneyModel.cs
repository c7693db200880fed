using MemberHub.Domain.Payments;
using MemberHub.Platform.Gateways;

namespace MemberHub.Tests.Features.Payments.Reliability;

/// <summary>The reference for what gateways report: the order's state, and where the money is.</summary>
/// <param name="voids">The gateway takes back a card payment that is answered NG.</param>
internal sealed class MoneyModel(PaymentMethod method, bool voids)
{
    private readonly OrderModel order = new(method);
    private readonly HashSet<string> done = [];
    private long booked;
    private long allocated;

    /// <summary>State, all money, money that settles the charge.</summary>
    public string Summary => $"{order.State} {booked} {allocated}";

    public void HandOver() => order.Happens(PaymentEventKind.HandedOver);

    public void Reported(GatewayReport report)
    {
        if (done.Contains(report.EffectKey))
        {
            return;
        }

        var has = report.Kind == GatewayReportKind.Paid ? Paid(report) : order.Happens(EventOf(report.Kind));
        if (has)
        {
            done.Add(report.EffectKey);
        }
    }

    private bool Paid(GatewayReport report)
    {
        var refused = voids && method == PaymentMethod.Card && (order.State == "Paid" || report.Amount.Value != PayingSociety.Dues);
        var fresh = report.Cumulative is { } cumulative ? cumulative.Value - booked : report.Amount.Value;
        if (refused || fresh <= 0)
        {
            return false;
        }

        booked += fresh;
        if (order.Happens(PaymentEventKind.Settled))
        {
            allocated += Math.Min(fresh, PayingSociety.Dues - allocated);
        }

        return true;
    }

    private static PaymentEventKind EventOf(GatewayReportKind kind) => kind switch
    {
        GatewayReportKind.Issued => PaymentEventKind.VoucherIssued,
        GatewayReportKind.PreliminaryDeposit => PaymentEventKind.PreliminaryDeposit,
        GatewayReportKind.PreliminaryTakenBack => PaymentEventKind.PreliminaryTakenBack,
        GatewayReportKind.Failed => PaymentEventKind.Failed,
        _ => PaymentEventKind.Expired,
    };
}
