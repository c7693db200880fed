using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Invoicing;

/// <summary>請求書の取消: ends what an invoice asks for, of one member or of all on its list, so that every year is open again.</summary>
public sealed class VoidInvoice(MemberHubDatabases databases, InvoicePress press, InvoiceReading reading, InvoicingMails mails, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, string number, string reason, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.IssueDocuments))
        {
            return new NotAllowed();
        }

        if (!ReaddressFormValidator.IsReason(reason))
        {
            return new InvoicingFormNotValid();
        }

        await using var database = databases.Open(actor.SocietyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        if (await InvoiceReading.FindLockedAsync(database, number, cancel) is not { } found)
        {
            return new NoSuchInvoice();
        }

        if (!found.CanBeEnded)
        {
            return Refused(await reading.RefusalOfAsync(database, found, cancel));
        }

        var (nowUtc, live) = (clock.UtcNow(), found.Live);
        foreach (var order in live)
        {
            order.Record(PaymentEventKind.Cancelled, nowUtc, actor.AccountId);
            await mails.QueueAsync(database, new InvoicingMail(order.MemberId, InvoicingMailKind.Voided, order.Amount) { Numbers = [number] }, cancel);
        }

        press.Void(found.Invoice);
        database.Record(actor, nowUtc, nameof(VoidInvoice), found.Invoice.MemberId, new { Voided = number, found.Invoice.Counterparty, Amount = found.Invoice.Amount.Value, Members = live.Count }, reason.Trim());
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return Done.It;
    }

    private static Result<Done> Refused(Refusal refusal) => refusal;
}
