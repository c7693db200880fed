using MemberHub.Components.Texts;
using MemberHub.Data;
using MemberHub.Data.Register;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using MemberHub.Papers;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Invoicing;

/// <summary>Prints invoices under the next number and registers them, or voids them. The caller holds the transaction and the ledgers' locks.</summary>
public sealed class InvoicePress(InvoicePaper paper, TimeProvider clock)
{
    /// <summary>A member's own invoice for an order that is saved already: its unique indexes have spoken.</summary>
    /// <param name="former">The void invoice whose place it takes, or null.</param>
    public async Task<IssuedDocument> IssueAsync(
        MemberHubDbContext database, Actor actor, PaymentOrder order, MemberClaim claim, Addressee addressee, IssuedDocument? former, CancellationToken cancel)
    {
        var (number, settings) = await TakeNumberAsync(database, cancel);
        var (nowUtc, content) = (clock.UtcNow(), InvoiceWording.Content(number, clock.Today(), settings, addressee, claim, LanguageOf(former)));
        var document = new IssuedDocument(number, claim.MemberId, order.Id, content.IssuedOn, content.DueOn, content.Addressee.OneLine, content.Total, ReadableJson.Write(content));
        Keep(database, document, content, former, nowUtc);
        order.Record(PaymentEventKind.InvoiceIssued, nowUtc, actor.AccountId, document.Number);
        return document;
    }

    /// <summary>One invoice over the orders of several members, which are saved already.</summary>
    /// <param name="claims">What each order asks for, in the order of the list.</param>
    /// <param name="former">The void invoice whose place it takes, or null.</param>
    public async Task<IssuedDocument> IssueJointAsync(
        MemberHubDbContext database, Actor actor, IReadOnlyCollection<PaymentOrder> orders, IReadOnlyList<MemberClaim> claims, Addressee addressee, IssuedDocument? former, CancellationToken cancel)
    {
        var (number, settings) = await TakeNumberAsync(database, cancel);
        var (nowUtc, content) = (clock.UtcNow(), InvoiceWording.Content(number, clock.Today(), settings, addressee, claims));
        var document = IssuedDocument.ForMembers(content, ReadableJson.Write(content));
        Keep(database, document, content, former, nowUtc);

        // Saved first: the orders name it.
        await database.SaveChangesAsync(cancel);
        foreach (var order in orders)
        {
            order.AskJointly(document.Id, document.Number, nowUtc, actor.AccountId);
        }

        return document;
    }

    /// <summary>取消: the overprinted copy beside the original.</summary>
    public void Void(IssuedDocument invoice)
    {
        var nowUtc = clock.UtcNow();
        invoice.Void(paper.Render(ReadableJson.Read<InvoiceContent>(invoice.Snapshot), nowUtc, voided: true).Bytes, nowUtc);
    }

    // The office issues Japanese ones; another addressee changes no word of what a member chose.
    private static string LanguageOf(IssuedDocument? former) =>
        former is null ? Languages.Default : ReadableJson.Read<InvoiceContent>(former.Snapshot).Language;

    private async Task<(DocumentNumber Number, SocietySettings Settings)> TakeNumberAsync(MemberHubDbContext database, CancellationToken cancel)
    {
        var settings = await database.Societies.Where(society => society.Id == database.ShownSociety).Select(society => society.Settings).SingleAsync(cancel);
        return (await database.TakeNumberAsync(DocumentKind.Invoice, settings.Calendar.YearOf(clock.Today()), cancel), settings);
    }

    private void Keep(MemberHubDbContext database, IssuedDocument document, InvoiceContent content, IssuedDocument? former, DateTime nowUtc)
    {
        document.Issue(paper.Render(content, nowUtc).Bytes, nowUtc);
        database.Add(former is null ? document : document.Replacing(former));
    }
}
