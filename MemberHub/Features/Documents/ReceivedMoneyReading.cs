using System.Globalization;
using MemberHub.Components.Texts;
using MemberHub.Data;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using MemberHub.Papers;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Documents;

/// <summary>A confirmed payment of a member and what became of it: all that a receipt says but the addressee.</summary>
public sealed record Received
{
    public required Payment Payment { get; init; }

    /// <summary>The charges it settles, oldest first.</summary>
    public required IReadOnlyList<(ChargePosition Charge, Yen Paid)> Settled { get; init; }

    /// <summary>What the society keeps of it: the amount without what is sent back.</summary>
    public required Yen Kept { get; init; }

    /// <summary>Kept, but settling nothing yet (預り金).</summary>
    public Yen Credit => Yen.Max(Yen.Zero, Kept - Settled.Total(item => item.Paid));

    /// <summary>What it was for (但し書き), in a language (ja or en).</summary>
    public string ProvisoIn(string language) => ReceiptWording.Proviso([.. Settled.Select(item => item.Charge)], Credit, language);

    /// <summary>Why there is no receipt for it, or null.</summary>
    public Refusal? RefusedBy(ReceiptSettings settings) => this switch
    {
        { Payment.Source: PaymentSource.Import } when !settings.ForImported => new NoReceiptForImported(),
        _ when Kept <= Yen.Zero => new PaymentWasRefunded(),
        _ => null,
    };

    /// <summary>What is printed.</summary>
    public ReceiptContent ToContent(Recipient recipient, ReceiptForm form, DocumentNumber number, DateOnly today) => new()
    {
        Language = form.ToLanguage(),
        Number = number.ToString(),
        IssuedOn = today,
        ReceivedOn = Payment.ReceivedOn,
        Method = Payment.Method,
        MemberNumber = recipient.MemberNumber,
        MemberName = recipient.Name,
        Addressee = form.ToAddressee(),
        Proviso = PrintedProviso(form),
        Lines = ReceiptWording.Lines(Settled, Credit, form.ToLanguage()),
        Issuer = recipient.Settings.Issuer,
        StampNote = recipient.Settings.Receipts.StampNote,
    };

    /// <summary>As typed; what was only suggested, in the paper's language.</summary>
    internal string PrintedProviso(ReceiptForm form) =>
        Languages.Names.Any(language => form.ToProviso() == ProvisoIn(language.Code)) ? ProvisoIn(form.ToLanguage()) : form.ToProviso();
}

/// <summary>Finds a member's payment by its own number or by the reference of its order. Only confirmed money has a row there.</summary>
public static class ReceivedMoneyReading
{
    /// <summary>Null when the member has no such payment.</summary>
    public static async Task<Received?> ReadReceivedAsync(this MemberHubDbContext database, long memberId, string key, DateOnly today, CancellationToken cancel)
    {
        var payments = database.Payments.AsNoTracking().Include(payment => payment.Allocations).Where(payment => payment.MemberId == memberId);
        var payment = long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? await payments.SingleOrDefaultAsync(item => item.Id == id, cancel)
            : await payments.Where(item => database.PaymentOrders.Any(order => order.Id == item.OrderId && order.Reference == key))
                .OrderBy(item => item.Id).FirstOrDefaultAsync(cancel);
        if (payment is null)
        {
            return null;
        }

        var paid = payment.Allocations.Where(item => item.ReversedUtc is null).ToDictionary(item => item.ChargeId, item => item.Amount);
        var ledger = await database.ReadLedgerAsync(memberId, today, cancel);
        var refunds = await database.Refunds.Where(refund => refund.PaymentId == payment.Id).Select(refund => refund.Amount).ToListAsync(cancel);
        return new Received
        {
            Payment = payment,
            Settled = [.. ledger.Charges.Where(charge => paid.ContainsKey(charge.ChargeId)).Select(charge => (charge, paid[charge.ChargeId]))],
            Kept = payment.Amount - refunds.Total(),
        };
    }

    /// <summary>The number of the payment's receipt that counts, or null.</summary>
    public static Task<string?> ReceiptOfAsync(this MemberHubDbContext database, long paymentId, CancellationToken cancel) =>
        database.IssuedDocuments.Where(document => document.PaymentId == paymentId && document.VoidedUtc == null)
            .Select(document => document.Number).SingleOrDefaultAsync(cancel);
}
