using FluentValidation;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Ledger;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Invoicing;

/// <summary>
/// 勤務先への一括請求: one invoice to an institution over the chosen years of several members. Each member gets an order, so that each year is held
/// by one live order as ever; the invoice's number joins them.
/// </summary>
public sealed class IssueJointInvoice(MemberHubDatabases databases, InvoicePress press, InvoicingMails mails, IValidator<JointForm> validator, TimeProvider clock)
{
    /// <summary>The invoice's number. A second press answers the first one's.</summary>
    public async Task<Result<string>> RunAsync(Actor actor, JointForm form, CancellationToken cancel)
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
        var members = await database.DuesCharges.Where(charge => form.Charges.Contains(charge.Id)).Select(charge => charge.MemberId).Distinct().ToListAsync(cancel);
        if (members.Count > OpenJointChoice.MostMembers)
        {
            return new TooManyMembers(OpenJointChoice.MostMembers);
        }

        try
        {
            await using var transaction = await database.Database.BeginTransactionAsync(cancel);
            await database.LockLedgersAsync(members, cancel);
            if (await IssuedBeforeAsync(database, form, members, cancel) is { } known)
            {
                return known;
            }

            var issued = await IssueAsync(database, actor, members, form, cancel);
            if (issued.Succeeded)
            {
                await transaction.CommitAsync(cancel);
            }

            return issued;
        }
        catch (DbUpdateException error) when (error is DbUpdateConcurrencyException || error.IsUniqueViolation())
        {
            await using var after = databases.Open(actor.SocietyId);
            return await IssuedBeforeAsync(after, form, members, cancel) is { } known ? known : await after.YearsTakenAsync(members, cancel);
        }
    }

    // The same press once more, not the same page with other members.
    private static async Task<string?> IssuedBeforeAsync(MemberHubDbContext database, JointForm form, List<long> members, CancellationToken cancel)
    {
        var keys = members.ConvertAll(member => OrderKey.Of(form.RequestKey, member));
        var numbers = await (from order in database.PaymentOrders
                             join document in database.IssuedDocuments on order.JointInvoiceId equals document.Id
                             where keys.Contains(order.RequestKey)
                             select document.Number).ToListAsync(cancel);
        return numbers.Count == members.Count ? numbers[0] : null;
    }

    private async Task<Result<string>> IssueAsync(MemberHubDbContext database, Actor actor, List<long> members, JointForm form, CancellationToken cancel)
    {
        var wanted = form.Charges.ToHashSet();
        List<MemberClaim> claims = [.. from claim in await database.ReadClaimsAsync(members, clock.Today(), cancel)
                                       let lines = claim.Lines.Where(line => wanted.Contains(line.ChargeId)).ToList()
                                       where lines.Count > 0
                                       select claim with { Lines = lines }];
        if (claims.Sum(claim => claim.Lines.Count) != wanted.Count)
        {
            return new YearNotOpen();
        }

        var holders = await database.ReadHoldersAsync(members, cancel);
        if (claims.Where(claim => claim.Lines.Any(line => holders.ContainsKey(line.ChargeId))).ToList() is { Count: > 0 } held)
        {
            return new MembersInAttempt(held.ConvertAll(claim => $"{claim.Name}（{claim.Number}）"));
        }

        if (claims.Total(claim => claim.Total) is var total && total.Value != form.ShownTotal)
        {
            return new JointTotalChanged(total);
        }

        var nowUtc = clock.UtcNow();
        var orders = claims.ConvertAll(claim => new PaymentOrder(
            claim.MemberId, PaymentMethod.BankTransfer, OrderKey.Of(form.RequestKey, claim.MemberId), nowUtc, claim.Lines.Select(line => (line.ChargeId, line.Open))));
        database.AddRange(orders);

        // Saved before the number is taken: the unique indexes of orders and lines speak first.
        await database.SaveChangesAsync(cancel);
        var invoice = await press.IssueJointAsync(database, actor, orders, claims, form.ToAddressee(), null, cancel);
        foreach (var claim in claims)
        {
            await mails.QueueAsync(database, new InvoicingMail(claim.MemberId, InvoicingMailKind.Joint, claim.Total) { Years = [.. claim.Lines.Select(line => line.Year)], PaidBy = invoice.Counterparty }, cancel);
        }

        database.Record(actor, nowUtc, nameof(IssueJointInvoice), null, new { invoice.Number, Amount = total.Value, invoice.Counterparty, MemberNumbers = claims.ConvertAll(claim => claim.Number) }, form.Reason.Trim());
        await database.SaveChangesAsync(cancel);
        return invoice.Number;
    }
}
