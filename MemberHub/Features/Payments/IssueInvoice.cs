using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Ledger;
using MemberHub.Data.Register;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using MemberHub.Papers;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Payments;

/// <summary>
/// Issues one invoice over the whole claim: order, number, PDF and register entry in one transaction, or nothing at all.
/// A repeated request key leads to the invoice that the first request issued.
/// </summary>
public sealed class IssueInvoice(MemberHubDatabases databases, InvoicePaper paper, OrderEnding ending, TimeProvider clock)
{
    /// <summary>The written number of the invoice.</summary>
    public async Task<Result<string>> RunAsync(Actor actor, InvoiceForm form, CancellationToken cancel)
    {
        await using var database = databases.Open(actor.SocietyId);
        if (await database.MemberOfAsync(actor, OfficeRight.IssueDocuments, cancel) is not { } memberId)
        {
            return new NotAllowed();
        }

        if (await IssuedBeforeAsync(database, memberId, form.RequestKey, cancel) is { } known)
        {
            return known;
        }

        if (form.Replace && await ForeseeAsync(database, actor, memberId, form, cancel) is { } refusal)
        {
            return Result(refusal);
        }

        var asked = form.Replace ? await ending.AskGatewaysAsync(await OrderEnding.LiveOrdersAsync(database, memberId, cancel), cancel) : GatewaysAsked.Nobody;
        var issued = asked.Kept is { } kept ? Result(kept) : await TryIssueAsync(database, actor, memberId, form, cancel);
        if (!issued.Succeeded)
        {
            await ending.EndStoppedAsync(actor, memberId, asked, cancel);
        }

        return issued;
    }

    // What is refused after a gateway has stopped the live attempt leaves the member without either, so it is refused before.
    private async Task<Refusal?> ForeseeAsync(MemberHubDbContext database, Actor actor, long memberId, InvoiceForm form, CancellationToken cancel)
    {
        var claim = (await database.ReadClaimAsync(memberId, clock.Today(), cancel)).Freed();
        return Refused(claim.Chosen(form.AddComingYear), form, await OfferedAsync(database, actor, cancel));
    }

    private static async Task<OfferedMethods> OfferedAsync(MemberHubDbContext database, Actor actor, CancellationToken cancel) =>
        (await database.Societies.Where(society => society.Id == actor.SocietyId).Select(society => society.Settings).SingleAsync(cancel)).Methods;

    private async Task<Result<string>> TryIssueAsync(MemberHubDbContext database, Actor actor, long memberId, InvoiceForm form, CancellationToken cancel)
    {
        try
        {
            database.ChangeTracker.Clear();
            await using var transaction = await database.Database.BeginTransactionAsync(cancel);
            await database.LockLedgerAsync(memberId, cancel);
            if (await IssuedBeforeAsync(database, memberId, form.RequestKey, cancel) is { } known)
            {
                return known;
            }

            if (form.Replace && !await ending.EndAllAsync(database, actor, memberId, cancel))
            {
                return new MoneyIsComing();
            }

            var claim = await database.ReadClaimAsync(memberId, clock.Today(), cancel);
            var lines = claim.Chosen(form.AddComingYear);
            if (Refused(lines, form, await OfferedAsync(database, actor, cancel)) is { } refusal)
            {
                return Result(refusal);
            }

            var number = await IssueAsync(database, actor, memberId, form, lines, cancel);
            await transaction.CommitAsync(cancel);
            return number;
        }
        catch (DbUpdateException error) when (error is DbUpdateConcurrencyException || error.IsUniqueViolation())
        {
            // Two requests at once: the other one won. With the same key it is this very invoice.
            await using var after = databases.Open(actor.SocietyId);
            return await IssuedBeforeAsync(after, memberId, form.RequestKey, cancel) is { } number ? number : new AlreadyBeingPaid();
        }
    }

    private static Result<string> Result(Refusal refusal) => refusal;

    private static Refusal? Refused(IReadOnlyList<ChargePosition> lines, InvoiceForm form, OfferedMethods offered) => lines switch
    {
        _ when !offered.BankTransfer => new MethodNotOffered(),
        { Count: 0 } => new NothingToPay(),
        _ when lines.Total(line => line.Open) is var total && total.Value != form.ShownTotal => new ClaimChanged(total),
        _ => null,
    };

    private static Task<string?> IssuedBeforeAsync(MemberHubDbContext database, long memberId, string requestKey, CancellationToken cancel) =>
        (from order in database.PaymentOrders
         join document in database.IssuedDocuments on order.Id equals document.OrderId
         where order.RequestKey == requestKey && order.MemberId == memberId
         select document.Number).FirstOrDefaultAsync(cancel);

    private async Task<string> IssueAsync(
        MemberHubDbContext database, Actor actor, long memberId, InvoiceForm form, IReadOnlyList<ChargePosition> lines, CancellationToken cancel)
    {
        var nowUtc = clock.UtcNow();
        var order = new PaymentOrder(memberId, PaymentMethod.BankTransfer, form.RequestKey, nowUtc, lines.Select(line => (line.ChargeId, line.Open)));
        database.Add(order);

        // Saved before the number is taken: the unique indexes of orders and lines speak first.
        await database.SaveChangesAsync(cancel);
        var content = await ContentAsync(database, memberId, form, lines, cancel);
        var document = new IssuedDocument(
            NumberOf(content), memberId, order.Id, content.IssuedOn, content.DueOn, content.Addressee.OneLine, content.Total, ReadableJson.Write(content));
        var printed = paper.Render(content, nowUtc);
        document.Issue(printed.Bytes, nowUtc);
        order.Record(PaymentEventKind.InvoiceIssued, nowUtc, actor.AccountId, document.Number);
        database.Add(document);
        database.Record(actor, nowUtc, nameof(IssueInvoice), memberId, new { document.Number, Amount = content.Total.Value, document.Counterparty, Lacking = printed.Lacking.Count });
        await database.SaveChangesAsync(cancel);
        return document.Number;
    }

    private async Task<InvoiceContent> ContentAsync(
        MemberHubDbContext database, long memberId, InvoiceForm form, IReadOnlyList<ChargePosition> lines, CancellationToken cancel)
    {
        var (member, settings) = await (
            from row in database.Members
            join society in database.Societies on row.SocietyId equals society.Id
            where row.Id == memberId
            select new ValueTuple<MemberFacts, SocietySettings>(new MemberFacts(row.Number.Digits, row.Person.Name), society.Settings)).SingleAsync(cancel);
        var today = clock.Today();
        var number = await database.TakeNumberAsync(DocumentKind.Invoice, settings.Calendar.YearOf(today), cancel);
        return InvoiceWording.Content(number, today, settings, form.ToAddressee(), new MemberClaim(memberId, member.Number, member.Name, lines), form.ToLanguage());
    }

    private static DocumentNumber NumberOf(InvoiceContent content) =>
        DocumentNumber.TryParse(content.Number, out var number) ? number : throw new InvalidOperationException($"{content.Number} is no document number.");

    private sealed record MemberFacts(string Number, string Name);
}
