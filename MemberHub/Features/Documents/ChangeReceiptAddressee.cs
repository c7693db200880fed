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
/// 宛名の変更: voids a receipt and issues another for the same payment under a new number. What was issued stays in the register, overprinted 取消.
/// </summary>
public sealed class ChangeReceiptAddressee(MemberHubDatabases databases, ReceiptPaper paper, IValidator<ReceiptForm> validator, TimeProvider clock)
{
    /// <summary>The number of the new receipt. A second press of the same change leads to the receipt that the first one issued.</summary>
    public async Task<Result<string>> RunAsync(Actor actor, string number, ReceiptForm form, CancellationToken cancel)
    {
        await using var database = databases.Open(actor.SocietyId);
        if (await database.MemberOfAsync(actor, OfficeRight.IssueDocuments, cancel) is not { } memberId)
        {
            return new NotAllowed();
        }

        if (!(await validator.ValidateAsync(form, cancel)).IsValid)
        {
            return new NotPrintable();
        }

        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        await database.LockLedgerAsync(memberId, cancel);
        var asked = await database.IssuedDocuments.SingleOrDefaultAsync(item => item.Number == number && item.Kind == DocumentKind.Receipt && item.MemberId == memberId, cancel);
        if (asked is null)
        {
            return new ReceiptNotFound();
        }

        var current = await database.IssuedDocuments.SingleOrDefaultAsync(item => item.PaymentId == asked.PaymentId && item.VoidedUtc == null, cancel);
        if (current is not null && Says(current, form))
        {
            return current == asked ? new ReceiptUnchanged() : current.Number;
        }

        if (current != asked)
        {
            return new ReceiptNotFound();
        }

        var replaced = await ReplaceAsync(database, actor, memberId, asked, form, cancel);
        if (replaced.Succeeded)
        {
            await transaction.CommitAsync(cancel);
        }

        return replaced;
    }

    private static bool Says(IssuedDocument document, ReceiptForm form) =>
        ReadableJson.Read<ReceiptContent>(document.Snapshot) is var content && content.Addressee == form.ToAddressee() && content.Proviso == form.ToProviso() && content.Language == form.ToLanguage();

    private async Task<Result<string>> ReplaceAsync(MemberHubDbContext database, Actor actor, long memberId, IssuedDocument old, ReceiptForm form, CancellationToken cancel)
    {
        var (nowUtc, today) = (clock.UtcNow(), clock.Today());
        var recipient = await database.ReadRecipientAsync(memberId, cancel);
        var received = await database.ReadReceivedAsync(memberId, old.PaymentId!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture), today, cancel)
            ?? throw new InvalidOperationException($"{old.Number} has lost its payment.");
        if (received.RefusedBy(recipient.Settings.Receipts) is { } refusal)
        {
            return refusal;
        }

        old.Void(paper.Render(ReadableJson.Read<ReceiptContent>(old.Snapshot), nowUtc, voided: true).Bytes, nowUtc);

        // Saved first: the index allows one receipt that counts.
        await database.SaveChangesAsync(cancel);
        var number = await database.TakeNumberAsync(DocumentKind.Receipt, recipient.Settings.Calendar.YearOf(today), cancel);
        var content = received.ToContent(recipient, form, number, today);
        var printed = paper.Render(content, nowUtc);
        var document = IssuedDocument.ForPayment(received.Payment.Id, memberId, content, ReadableJson.Write(content)).Replacing(old);
        document.Issue(printed.Bytes, nowUtc);
        database.Add(document);
        database.Record(actor, nowUtc, nameof(ChangeReceiptAddressee), memberId, new { Voided = old.Number, document.Number, From = old.Counterparty, To = document.Counterparty, Lacking = printed.Lacking.Count });
        await database.SaveChangesAsync(cancel);
        return document.Number;
    }
}
