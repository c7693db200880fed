using FluentValidation;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Invoicing;

/// <summary>
/// 宛名の変更: voids an invoice and issues another for the same charges under a new number; each names the other. Of an invoice over several members
/// those are asked again that still wait for their money.
/// </summary>
public sealed class ReaddressInvoice(MemberHubDatabases databases, InvoicePress press, InvoiceReading reading, InvoicingMails mails, IValidator<ReaddressForm> validator, TimeProvider clock)
{
    /// <summary>The number of the new invoice. A second press of the same change leads to the invoice that the first one issued.</summary>
    public async Task<Result<string>> RunAsync(Actor actor, string number, ReaddressForm form, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.IssueDocuments))
        {
            return new NotAllowed();
        }

        if (!validator.Validate(form).IsValid)
        {
            return new InvoicingFormNotValid();
        }

        await using var database = databases.Open(actor.SocietyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        if (await InvoiceReading.FindLockedAsync(database, number, cancel) is not { } found)
        {
            return new NoSuchInvoice();
        }

        if (await database.IssuedDocuments.SingleOrDefaultAsync(document => document.ReplacesId == found.Invoice.Id, cancel) is { } successor && AddresseeOf(successor) == form.ToAddressee())
        {
            return successor.Number;
        }

        if (!found.CanBeEnded)
        {
            return Refused(await reading.RefusalOfAsync(database, found, cancel));
        }

        if (AddresseeOf(found.Invoice) == form.ToAddressee())
        {
            return new AddresseeUnchanged();
        }

        var issued = await ReplaceAsync(database, actor, found, form, cancel);
        await transaction.CommitAsync(cancel);
        return issued.Number;
    }

    private static Result<string> Refused(Refusal refusal) => refusal;

    private static Addressee AddresseeOf(IssuedDocument invoice) => ReadableJson.Read<InvoiceContent>(invoice.Snapshot).Addressee;

    private async Task<IssuedDocument> ReplaceAsync(MemberHubDbContext database, Actor actor, InvoiceAndOrders found, ReaddressForm form, CancellationToken cancel)
    {
        var (nowUtc, former, asked) = (clock.UtcNow(), found.Invoice, found.Live);
        foreach (var order in asked)
        {
            order.Record(PaymentEventKind.Cancelled, nowUtc, actor.AccountId);
        }

        press.Void(former);

        // Saved first: a charge is in one live order.
        await database.SaveChangesAsync(cancel);
        var claims = await ClaimsAsync(database, asked, cancel);
        var orders = claims.Select(claim => new PaymentOrder(
            claim.MemberId, PaymentMethod.BankTransfer, OrderKey.Of(form.RequestKey, asked.Single(order => order.MemberId == claim.MemberId).Id), nowUtc, claim.Lines.Select(line => (line.ChargeId, line.Open)))).ToList();
        database.AddRange(orders);
        await database.SaveChangesAsync(cancel);
        var issued = former.MemberId is null
            ? await press.IssueJointAsync(database, actor, orders, claims, form.ToAddressee(), former, cancel)
            : await press.IssueAsync(database, actor, orders[0], claims[0], form.ToAddressee(), former, cancel);
        foreach (var claim in claims)
        {
            await mails.QueueAsync(database, new InvoicingMail(claim.MemberId, former.MemberId is null ? InvoicingMailKind.Joint : InvoicingMailKind.Readdressed, claim.Total)
            {
                Numbers = former.MemberId is null ? [] : [issued.Number],
                Years = [.. claim.Lines.Select(line => line.Year)],
                PaidBy = former.MemberId is null ? issued.Counterparty : "",
            }, cancel);
        }

        database.Record(actor, nowUtc, nameof(ReaddressInvoice), former.MemberId, new { Voided = former.Number, issued.Number, Counterparty = new[] { former.Counterparty, issued.Counterparty }, Amount = issued.Amount.Value }, form.Reason.Trim());
        await database.SaveChangesAsync(cancel);
        return issued;
    }

    // What is open of the same charges, by member number as on the list.
    private static async Task<List<MemberClaim>> ClaimsAsync(MemberHubDbContext database, IReadOnlyList<PaymentOrder> asked, CancellationToken cancel)
    {
        var ids = asked.Select(order => order.MemberId).ToList();
        var held = asked.SelectMany(order => order.Lines).Select(line => line.ChargeId).ToHashSet();
        var members = await database.Members.Where(member => ids.Contains(member.Id)).OrderBy(member => member.Number)
            .Select(member => new { member.Id, member.Number, member.Person.Name }).ToListAsync(cancel);
        var charges = await database.ReadChargesAsync(ids, cancel);
        return members.ConvertAll(member => new MemberClaim(member.Id, member.Number.Digits, member.Name, [.. charges[member.Id].Where(charge => charge.IsOpen && held.Contains(charge.ChargeId))]));
    }
}
