using FluentValidation;
using MemberHub.Components.Texts;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Ledger;
using MemberHub.Data.Queries;
using MemberHub.Data.Register;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using MemberHub.Papers;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Invoicing;

/// <summary>What was issued.</summary>
/// <param name="Numbers">Of the invoices or slips, by year.</param>
/// <param name="Ended">Numbers of invoices and slips that ended in the same step.</param>
public sealed record IssuedSplit(IReadOnlyList<string> Numbers, IReadOnlyList<string> Ended);

/// <summary>
/// 年度を分けて請求: one order with an invoice or slip of its own for each chosen year. A member pays all that is open together; the office makes
/// this exception, with a reason.
/// </summary>
public sealed class SplitClaim(MemberHubDatabases databases, InvoicePress press, InvoicePaper paper, InvoicingMails mails, IValidator<SplitForm> validator, TimeProvider clock)
{
    /// <summary>A second press answers what the first one issued.</summary>
    public async Task<Result<IssuedSplit>> RunAsync(Actor actor, long memberId, SplitForm form, CancellationToken cancel)
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
        try
        {
            await using var transaction = await database.Database.BeginTransactionAsync(cancel);
            await database.LockLedgerAsync(memberId, cancel);
            if (await IssuedBeforeAsync(database, memberId, form, cancel) is { Count: > 0 } known)
            {
                return new IssuedSplit(known, []);
            }

            var issued = await SplitAsync(database, actor, memberId, form, cancel);
            if (issued.Succeeded)
            {
                await transaction.CommitAsync(cancel);
            }

            return issued;
        }
        catch (DbUpdateException error) when (error is DbUpdateConcurrencyException || error.IsUniqueViolation())
        {
            await using var after = databases.Open(actor.SocietyId);
            return await IssuedBeforeAsync(after, memberId, form, cancel) is { Count: > 0 } known ? new IssuedSplit(known, []) : await after.YearsTakenAsync([memberId], cancel);
        }
    }

    private static async Task<List<string>> IssuedBeforeAsync(MemberHubDbContext database, long memberId, SplitForm form, CancellationToken cancel)
    {
        var keys = form.Charges.Select(charge => OrderKey.Of(form.RequestKey, charge)).ToList();
        var orders = await database.PaymentOrders.Where(order => order.MemberId == memberId && keys.Contains(order.RequestKey)).OrderBy(order => order.Id)
            .Select(order => new { order.Id, order.CreatedUtc, Invoice = database.IssuedDocuments.Where(document => document.OrderId == order.Id).Select(document => document.Number).FirstOrDefault() })
            .ToListAsync(cancel);

        // The same press once more, not the same page with other years.
        return orders.Count == form.Charges.Count ? orders.ConvertAll(order => order.Invoice ?? SlipNumber.Of(order.Id, order.CreatedUtc)) : [];
    }

    private async Task<Result<IssuedSplit>> SplitAsync(MemberHubDbContext database, Actor actor, long memberId, SplitForm form, CancellationToken cancel)
    {
        if ((await database.ReadClaimsAsync([memberId], clock.Today(), cancel)).SingleOrDefault() is not { } claim
            || claim.Lines.Where(line => form.Charges.Contains(line.ChargeId)).ToList() is not { Count: > 0 } chosen || chosen.Count != form.Charges.Count)
        {
            return new YearNotOpen();
        }

        var ended = await EndAsync(database, actor, memberId, form, chosen, cancel);
        if (!ended.Succeeded)
        {
            return ended.Refusal;
        }

        // Saved first: a charge is in one live order.
        await database.SaveChangesAsync(cancel);
        if (form.Method == PaymentMethod.PaymentSlip && !(await database.ReadMailingAddressesAsync([memberId], cancel)).ContainsKey(memberId))
        {
            return new NoAddressForSlip();
        }

        var numbers = new List<string>();
        foreach (var line in chosen)
        {
            var order = new PaymentOrder(memberId, form.Method, OrderKey.Of(form.RequestKey, line.ChargeId), clock.UtcNow(), [(line.ChargeId, line.Open)]);
            database.Add(order);
            await database.SaveChangesAsync(cancel);
            numbers.Add(form.Method == PaymentMethod.BankTransfer
                ? (await press.IssueAsync(database, actor, order, claim with { Lines = [line] }, form.ToAddressee(), null, cancel)).Number
                : await PrepareSlipAsync(database, actor, order, cancel));
        }

        database.Record(actor, clock.UtcNow(), nameof(SplitClaim), memberId, new { Issued = numbers, Year = chosen.Select(line => line.Year.Year), Amount = chosen.Total(line => line.Open).Value, Ended = ended.Value }, form.Reason.Trim());
        await mails.QueueAsync(database, new InvoicingMail(memberId, form.Method == PaymentMethod.BankTransfer ? InvoicingMailKind.Split : InvoicingMailKind.SplitSlips, chosen.Total(line => line.Open)) { Numbers = numbers, Years = [.. chosen.Select(line => line.Year)] }, cancel);
        await database.SaveChangesAsync(cancel);
        return new IssuedSplit(numbers, ended.Value);
    }

    // What holds a chosen year is ended with its invoice, if the person said so.
    private async Task<Result<List<string>>> EndAsync(MemberHubDbContext database, Actor actor, long memberId, SplitForm form, List<ChargePosition> chosen, CancellationToken cancel)
    {
        var live = (await database.LiveOrdersAsync(memberId, cancel)).Where(order => order.Lines.Any(line => form.Charges.Contains(line.ChargeId))).ToList();
        if (live.Where(order => !order.MayBeEndedHere()).ToList() is { Count: > 0 } kept)
        {
            return new YearsHeldElsewhere(YearsOf(chosen, kept));
        }

        if (live.Count > 0 && !form.Ends)
        {
            return new YearsInAttempt(YearsOf(chosen, live));
        }

        var (nowUtc, ended) = (clock.UtcNow(), new List<string>());
        foreach (var order in live)
        {
            order.Record(PaymentEventKind.Cancelled, nowUtc, actor.AccountId);
            ended.Add(await database.VoidInvoiceAsync(order.Id, content => paper.Render(content, nowUtc, voided: true).Bytes, nowUtc, cancel) ?? SlipNumber.Of(order.Id, order.CreatedUtc));
        }

        return ended;
    }

    private static List<string> YearsOf(List<ChargePosition> chosen, List<PaymentOrder> orders) =>
        [.. chosen.Where(line => orders.Exists(order => order.Lines.Any(held => held.ChargeId == line.ChargeId))).Select(line => Show.Year(line.Year))];

    private async Task<string> PrepareSlipAsync(MemberHubDbContext database, Actor actor, PaymentOrder order, CancellationToken cancel)
    {
        var settings = await database.Societies.Where(society => society.Id == actor.SocietyId).Select(society => society.Settings).SingleAsync(cancel);
        var to = (await database.ReadMailingAddressesAsync([order.MemberId], cancel))[order.MemberId];
        var (nowUtc, promise) = (clock.UtcNow(), SlipPromise.For(clock.Today(), settings));
        order.With(new PaymentDetails { SlipTo = to, SlipEarliest = promise.Earliest, SlipLatest = promise.Latest }, null);
        order.Record(PaymentEventKind.SlipRequested, nowUtc, actor.AccountId);

        // The office asked for it itself: there is nothing to review.
        order.Record(PaymentEventKind.SlipApproved, nowUtc, actor.AccountId);
        return SlipNumber.Of(order.Id, order.CreatedUtc);
    }
}
