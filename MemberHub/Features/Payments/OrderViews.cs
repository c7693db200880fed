using System.Globalization;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Payments;

/// <summary>Makes what a page shows of an order from the order, its years and its payments.</summary>
internal static class OrderViews
{
    // What the gateways call a page that was left or ran out of time.
    private static readonly string[] GivenUp = ["given_up", "session_expired", "canceled", "abandoned", "automatic"];

    public static OrderView Of(
        PaymentOrder order, IEnumerable<PaymentOrderLine> lines, IEnumerable<PaymentEvent> happened, IEnumerable<FiscalYear> years, IReadOnlyList<OrderPayment> payments)
    {
        var events = happened.OrderBy(item => item.Sequence).ToList();
        var state = OrderStates.Of(events.Select(item => item.Kind));
        return new OrderView
        {
            OrderId = order.Id,
            Reference = order.Reference,
            Method = order.Method,
            State = state,
            Amount = lines.Total(line => line.Amount),
            Years = [.. years.Distinct().Order()],
            Details = order.Details,
            CreatedUtc = order.CreatedUtc,
            DeadlineUtc = order.DeadlineUtc,
            Failure = state == OrderState.Failed ? FailureOf(order.Method, events) : null,
            EndedOn = EndedOn(state, events, payments),
            SlipSentOn = events.LastOrDefault(item => item.Kind == PaymentEventKind.SlipSent) is { } sent ? DayIn(sent.Detail) : null,
            Rejection = events.LastOrDefault(item => item.Kind is PaymentEventKind.SlipRejected or PaymentEventKind.SlipReturned)?.Detail ?? "",
            Payments = payments,
        };
    }

    private static DateOnly? EndedOn(OrderState state, List<PaymentEvent> events, IReadOnlyList<OrderPayment> payments) => state switch
    {
        _ when state.IsLive() => null,
        OrderState.Paid when payments.Count > 0 => payments[0].ReceivedOn,
        _ => JapanTime.DateOf(events.Last(item => item.Kind is not (PaymentEventKind.MoneyAfterEnd or PaymentEventKind.Refunded)).OccurredUtc),
    };

    private static OrderFailure FailureOf(PaymentMethod method, List<PaymentEvent> events) => events.FindLast(item => item.Kind == PaymentEventKind.Failed) switch
    {
        _ when !events.Exists(item => item.Kind is PaymentEventKind.HandedOver or PaymentEventKind.VoucherIssued) => OrderFailure.NotAccepted,
        _ when method == PaymentMethod.ConvenienceStore => OrderFailure.AtStore,
        { Detail: var code } when GivenUp.Contains(code) => OrderFailure.GivenUp,
        _ => OrderFailure.Declined,
    };

    private static DateOnly? DayIn(string detail) =>
        DateOnly.TryParseExact(detail, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
