using FluentValidation;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Ledger;
using MemberHub.Data.Register;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Societies;
using MemberHub.Papers;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Documents;

/// <summary>
/// 領収書: issues the receipt of a confirmed payment when it is first asked for. Number, file and register entry in one transaction; whoever asks
/// again gets the same receipt.
/// </summary>
public sealed class IssueReceipt(MemberHubDatabases databases, ReceiptPaper paper, IValidator<ReceiptForm> validator, TimeProvider clock)
{
    /// <summary>The written number of the receipt.</summary>
    /// <param name="key">The payment's number, or the reference of its order.</param>
    public async Task<Result<string>> RunAsync(Actor actor, string key, ReceiptForm form, CancellationToken cancel)
    {
        await using var database = databases.Open(actor.SocietyId);
        if (await database.MemberOfAsync(actor, OfficeRight.IssueDocuments, cancel) is not { } memberId)
        {
            return new NotAllowed();
        }

        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        await database.LockLedgerAsync(memberId, cancel);
        if (await database.ReadReceivedAsync(memberId, key, clock.Today(), cancel) is not { } received)
        {
            return new PaymentNotFound();
        }

        if (received.Kept > Yen.Zero && await database.ReceiptOfAsync(received.Payment.Id, cancel) is { } known)
        {
            return known;
        }

        var recipient = await database.ReadRecipientAsync(memberId, cancel);
        if (received.RefusedBy(recipient.Settings.Receipts) is { } refusal)
        {
            return Refused(refusal);
        }

        if (!(await validator.ValidateAsync(form, cancel)).IsValid)
        {
            return new NotPrintable();
        }

        var number = await IssueAsync(database, actor, received, recipient, form, cancel);
        await transaction.CommitAsync(cancel);
        return number;
    }

    private static Result<string> Refused(Refusal refusal) => refusal;

    private async Task<string> IssueAsync(
        MemberHubDbContext database, Actor actor, Received received, Recipient recipient, ReceiptForm form, CancellationToken cancel)
    {
        var (nowUtc, today) = (clock.UtcNow(), clock.Today());
        var number = await database.TakeNumberAsync(DocumentKind.Receipt, recipient.Settings.Calendar.YearOf(today), cancel);
        var content = received.ToContent(recipient, form, number, today);
        var printed = paper.Render(content, nowUtc);
        var document = IssuedDocument.ForPayment(received.Payment.Id, received.Payment.MemberId, content, ReadableJson.Write(content));
        document.Issue(printed.Bytes, nowUtc);
        database.Add(document);
        database.Record(actor, nowUtc, nameof(IssueReceipt), received.Payment.MemberId, new { document.Number, Payment = received.Payment.Id, Amount = content.Total.Value, document.Counterparty, Lacking = printed.Lacking.Count });
        await database.SaveChangesAsync(cancel);
        return document.Number;
    }
}
