using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;

namespace MemberHub.Domain.Payments;

/// <summary>
/// One attempt to pay a claim by one method (お支払い手続). Its state is computed from the append-only events; the one stored
/// state is the line's <see cref="PaymentOrderLine.ClosedUtc"/>, which keeps a charge in at most one live order.
/// </summary>
public sealed class PaymentOrder : IOfSociety, IVersioned
{
    public const int RequestKeyLength = 32;
    public const int ReferenceLength = 20;
    public const int GatewayMaxLength = 20;
    public const int TransactionMaxLength = 200;

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
        Reference = OrderReference.New();
        CreatedUtc = nowUtc;
        lines.AddRange(charges.Select(charge => new PaymentOrderLine(charge.ChargeId, charge.Amount)));
        Add(PaymentEventKind.Started, nowUtc, null, "", null);
    }

    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    public long MemberId { get; private set; }

    public PaymentMethod Method { get; private set; }

    /// <summary>32 hex digits made with the form, so that a double press leads to one order; unique in the society.</summary>
    public string RequestKey { get; private set; } = "";

    /// <summary>How pages and gateways call the order (お手続き番号): 20 letters and digits that nobody can guess; unique over all societies.</summary>
    public string Reference { get; private set; } = "";

    public DateTime CreatedUtc { get; private set; }

    /// <summary>The gateway that serves it; empty for invoice and slip.</summary>
    public string Gateway { get; init; } = "";

    /// <summary>The gateway's own number of the payment, or empty while it is not known.</summary>
    public string Transaction { get; private set; } = "";

    /// <summary>The invoice over several members that asks for this order's money (一括請求書); null for a member's own order.</summary>
    public long? JointInvoiceId { get; private set; }

    /// <summary>What the payer was told and asked for: chain, contact, voucher, slip address. A snapshot.</summary>
    public PaymentDetails Details { get; private set; } = new();

    /// <summary>Until when it is to be paid, UTC: the voucher's deadline, or when a card page closes. Null without one.</summary>
    public DateTime? DeadlineUtc { get; private set; }

    /// <summary>When the gateway is to be asked next for the outcome; null when nobody waits for one.</summary>
    public DateTime? NextInquiryUtc { get; private set; }

    /// <summary>How often the gateway has been asked.</summary>
    public int Inquiries { get; private set; }

    public int Version { get; private set; }

    /// <summary>One per charge, in the order of the claim.</summary>
    public IReadOnlyList<PaymentOrderLine> Lines => lines;

    /// <summary>In the order in which they happened; append-only.</summary>
    public IReadOnlyList<PaymentEvent> Events => events;

    public Yen Amount => lines.Total(line => line.Amount);

    public OrderState State => OrderStates.Of(events.OrderBy(item => item.Sequence).Select(item => item.Kind));

    /// <summary>What the member entered when the order began.</summary>
    public PaymentOrder With(PaymentDetails details, DateTime? deadlineUtc)
    {
        (Details, DeadlineUtc) = (details, deadlineUtc);
        return this;
    }

    /// <summary>
    /// Records what happened; false, and nothing changed, when the state does not allow it. An event that ends the order closes its lines, so
    /// that the charges can be paid another way.
    /// </summary>
    public bool Record(PaymentEventKind kind, DateTime nowUtc, long? accountId = null, string detail = "", string? effectKey = null)
    {
        if (!State.Allows(Method, kind))
        {
            return false;
        }

        Add(kind, nowUtc, accountId, detail, effectKey);
        if (!State.IsLive())
        {
            lines.ForEach(line => line.Close(nowUtc));
            NextInquiryUtc = null;
        }
        else if (kind == PaymentEventKind.SettlementUndone)
        {
            lines.ForEach(line => line.Reopen());
        }

        return true;
    }

    /// <summary>An invoice over several members asks for the money; somebody else pays it, so the member has nothing to do.</summary>
    public bool AskJointly(long invoiceId, string number, DateTime nowUtc, long accountId)
    {
        JointInvoiceId = invoiceId;
        return Record(PaymentEventKind.InvoiceIssued, nowUtc, accountId, number);
    }

    /// <summary>The payer was sent to the gateway. Where it can be asked for the outcome, somebody will.</summary>
    public bool HandOver(DateTime nowUtc, string transaction, bool canInquire)
    {
        Know(transaction);
        NextInquiryUtc = canInquire ? nowUtc + InquiryPlan.First : null;
        return Record(PaymentEventKind.HandedOver, nowUtc);
    }

    /// <summary>The gateway issued a voucher; what it told of it is kept.</summary>
    public bool Issue(Voucher voucher, DateTime nowUtc, string transaction, string? effectKey = null)
    {
        if (!Record(PaymentEventKind.VoucherIssued, nowUtc, effectKey: effectKey))
        {
            return false;
        }

        Know(transaction);
        Details = Details with { Voucher = voucher };
        DeadlineUtc = voucher.DeadlineUtc ?? DeadlineUtc;
        NextInquiryUtc = null;
        return true;
    }

    /// <summary>Where the slip really goes: the member's address may have changed since. A further copy has a promise of its own.</summary>
    public void SendSlip(MailingAddress to, SlipPromise? promise = null) => Details = Details with
    {
        SlipTo = to,
        SlipEarliest = promise?.Earliest ?? Details.SlipEarliest,
        SlipLatest = promise?.Latest ?? Details.SlipLatest,
    };

    /// <summary>Keeps the gateway's own number once it is known.</summary>
    public void Know(string transaction) => Transaction = transaction.Length > 0 ? transaction : Transaction;

    /// <summary>The payer came back, so the outcome should be there soon: somebody asks for it where nobody did.</summary>
    public void ExpectOutcome(DateTime nowUtc) => NextInquiryUtc ??= State == OrderState.AwaitingGateway ? nowUtc + InquiryPlan.First : null;

    /// <summary>The outcome is still not known: asks again later, at most <see cref="InquiryPlan.Times"/> times and only where that is possible.</summary>
    public void AskAgain(DateTime nowUtc, bool canInquire)
    {
        Inquiries++;
        NextInquiryUtc = canInquire && InquiryPlan.After(Inquiries) is { } pause ? nowUtc + pause : null;
    }

    private void Add(PaymentEventKind kind, DateTime nowUtc, long? accountId, string detail, string? effectKey) =>
        events.Add(new PaymentEvent(events.Count + 1, kind, nowUtc, accountId, detail, effectKey));
}
