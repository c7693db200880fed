using MemberHub.Domain.Societies;

namespace MemberHub.Domain.Payments;

/// <summary>
/// One attempt to pay a claim by one method (お支払い手続). Its state is computed from the append-only events; the one stored
/// state is the line's <see cref="PaymentOrderLine.ClosedUtc"/>, which keeps a charge in at most one live order.
/// </summary>
public sealed class PaymentOrder : IOfSociety, IVersioned
{
    public const int RequestKeyLength = 32;

    private readonly List<PaymentOrderLine> lines = [];
    private readonly List<PaymentEvent> events = [];

    private PaymentOrder()
    {
    }

    public PaymentOrder(long memberId, PaymentMethod method, string requestKey, DateTime nowUtc, IEnumerable<(long ChargeId, Yen Amount)> charges)
    {
        MemberId = memberId;
        Method = method;
        RequestKey = requestKey;
        CreatedUtc = nowUtc;
        lines.AddRange(charges.Select(charge => new PaymentOrderLine(charge.ChargeId, charge.Amount)));
        Record(PaymentEventKind.Started, nowUtc, null);
    }

    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    public long MemberId { get; private set; }

    public PaymentMethod Method { get; private set; }

    /// <summary>32 hex digits made with the form, so that a double press leads to one order; unique in the society.</summary>
    public string RequestKey { get; private set; } = "";

    public DateTime CreatedUtc { get; private set; }

    public int Version { get; private set; }

    /// <summary>One per charge, in the order of the claim.</summary>
    public IReadOnlyList<PaymentOrderLine> Lines => lines;

    /// <summary>In the order in which they happened; append-only.</summary>
    public IReadOnlyList<PaymentEvent> Events => events;

    public OrderState State => OrderStates.Of(events.OrderBy(item => item.Sequence).Select(item => item.Kind));

    /// <summary>The invoice was issued: money is awaited (お振込み待ち).</summary>
    public void InvoiceIssued(DateTime nowUtc, string documentNumber, long accountId) =>
        Record(PaymentEventKind.InvoiceIssued, nowUtc, accountId, documentNumber);

    /// <summary>取消: closes the lines, so that the charges can be paid another way.</summary>
    public void Cancel(DateTime nowUtc, long accountId)
    {
        Record(PaymentEventKind.Cancelled, nowUtc, accountId);
        lines.ForEach(line => line.Close(nowUtc));
    }

    private void Record(PaymentEventKind kind, DateTime nowUtc, long? accountId, string detail = "") =>
        events.Add(new PaymentEvent(events.Count + 1, kind, nowUtc, accountId, detail));
}
