using MemberHub.Domain.Payments;

namespace MemberHub.Tests.Features.Payments.Reliability;

/// <summary>
/// The reference: what an order does, written down a second time as a table of states. <see cref="PaymentEventKind.Settled"/> stands for money that
/// came, whenever it came.
/// </summary>
internal sealed class OrderModel(PaymentMethod method)
{
    private const string Deposit = "deposit";
    private const string Before = "before";

    // State, what happens, the state after it; what is not listed has no effect.
    private static readonly Dictionary<PaymentMethod, ILookup<string, string>> Tables = new()
    {
        [PaymentMethod.Card] = Read("""
            Started: HandedOver AwaitingGateway, Settled Paid, Failed Failed, Cancelled Cancelled, Expired Expired
            AwaitingGateway: OutcomeUnknown Unknown, Settled Paid, Failed Failed, Cancelled Cancelled, Expired Expired
            Unknown: HandedOver AwaitingGateway, Settled Paid, Failed Failed, Cancelled Cancelled, Expired Expired
            Failed: Settled Paid
            Paid: SettlementUndone before
            """),
        [PaymentMethod.ConvenienceStore] = Read("""
            Started: HandedOver AwaitingGateway, VoucherIssued deposit, PreliminaryDeposit deposit, PreliminaryTakenBack deposit, Settled Paid, Failed Failed, Cancelled Cancelled, Expired Expired
            AwaitingGateway: OutcomeUnknown Unknown, VoucherIssued deposit, PreliminaryDeposit deposit, PreliminaryTakenBack deposit, Settled Paid, Failed Failed, Cancelled Cancelled, Expired Expired
            Unknown: HandedOver AwaitingGateway, VoucherIssued deposit, PreliminaryDeposit deposit, PreliminaryTakenBack deposit, Settled Paid, Failed Failed, Cancelled Cancelled, Expired Expired
            AwaitingDeposit: PreliminaryDeposit deposit, PreliminaryTakenBack deposit, Settled Paid, Failed Failed, Cancelled Cancelled, Expired Expired
            PreliminarilyPaid: PreliminaryDeposit deposit, PreliminaryTakenBack deposit, Settled Paid
            Failed: Settled Paid
            Paid: SettlementUndone before
            """),
        [PaymentMethod.BankTransfer] = Read("""
            Started: InvoiceIssued AwaitingTransfer, Settled Paid, Cancelled Cancelled
            AwaitingTransfer: Settled Paid, Cancelled Cancelled
            Paid: SettlementUndone before
            """),
        [PaymentMethod.PaymentSlip] = Read("""
            Started: SlipRequested SlipRequested, Settled Paid, Cancelled Cancelled
            SlipRequested: SlipApproved SlipApproved, SlipRejected SlipRejected, Settled Paid, Cancelled Cancelled
            SlipApproved: SlipPrinted SlipApproved, SlipSent SlipSent, SlipRejected SlipRejected, Settled Paid, Cancelled Cancelled
            SlipSent: SlipSent SlipSent, SlipReturned SlipReturned, SlipApproved SlipApproved, Settled Paid, Cancelled Cancelled
            SlipReturned: SlipApproved SlipApproved, Settled Paid, Cancelled Cancelled
            Paid: SettlementUndone before
            """),
    };

    private int deposits;
    private string before = "";

    public string State { get; private set; } = "Started";

    /// <summary>False when it has no effect on the state.</summary>
    public bool Happens(PaymentEventKind kind)
    {
        var next = Tables[method][State].Select(entry => entry.Split(' ')).FirstOrDefault(entry => entry[0] == kind.ToString())?[1];
        if (next is null)
        {
            return false;
        }

        deposits += kind == PaymentEventKind.PreliminaryDeposit ? 1 : kind == PaymentEventKind.PreliminaryTakenBack ? -1 : 0;
        before = State is "Paid" or "Failed" ? before : State;
        State = next == Before ? before : next != Deposit ? next : deposits > 0 ? "PreliminarilyPaid" : "AwaitingDeposit";
        return true;
    }

    private static ILookup<string, string> Read(string table) =>
        (from line in table.Split('\n')
         let parts = line.Split(": ")
         from entry in parts[1].Trim().Split(", ")
         select (State: parts[0].Trim(), Entry: entry)).ToLookup(row => row.State, row => row.Entry);
}
