using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Ledger;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using MemberHub.Papers;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Reconciliation;

/// <summary>充当: uses a member's credit for what is open, oldest first. What is over stays credit; orders for what it paid end.</summary>
public sealed class ApplyCredit(MemberHubDatabases databases, InvoicePaper paper, MoneyTrail trail, ReconciliationMails mails, TimeProvider clock)
{
    /// <summary>How much of it was used.</summary>
    public async Task<Result<Yen>> RunAsync(Actor actor, long creditId, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.RecordMoney))
        {
            return new NotAllowed();
        }

        try
        {
            await using var database = databases.Open(actor.SocietyId);
            await using var transaction = await database.Database.BeginTransactionAsync(cancel);
            if (await database.LockCreditAsync(creditId, cancel) is not { } credit)
            {
                return await trail.CreditGoneAsync(actor, creditId, cancel);
            }

            var lines = (await database.ReadLedgerAsync(credit.MemberId, clock.Today(), cancel)).ToClaim().Lines;
            if (lines.Count == 0)
            {
                return new NothingToApplyTo();
            }

            var used = await ApplyAsync(database, actor, credit, lines, cancel);
            await database.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
            return used;
        }
        catch (DbUpdateException error) when (error is DbUpdateConcurrencyException || error.IsUniqueViolation())
        {
            return await trail.CreditGoneAsync(actor, creditId, cancel);
        }
    }

    private async Task<Yen> ApplyAsync(MemberHubDbContext database, Actor actor, Credit credit, IReadOnlyList<ChargePosition> lines, CancellationToken cancel)
    {
        var nowUtc = clock.UtcNow();
        var live = await database.Allocations.Where(item => item.PaymentId == credit.PaymentId && item.ReversedUtc == null).ToListAsync(cancel);
        var left = credit.Amount;
        var touched = new HashSet<long>();
        var added = new List<Allocation>();
        foreach (var line in lines)
        {
            var part = Yen.Min(left, line.Open);
            if (part > Yen.Zero)
            {
                // A payment settles a charge by one live allocation: one that settled a part before makes way for the sum.
                var before = live.Find(item => item.ChargeId == line.ChargeId);
                before?.Reverse(nowUtc);
                added.Add(new Allocation(credit.PaymentId, line.ChargeId, part + (before?.Amount ?? Yen.Zero)));
                touched.Add(line.ChargeId);
                left -= part;
            }
        }

        credit.End(nowUtc);

        // The indexes allow one that counts.
        await database.SaveChangesAsync(cancel);
        database.AddRange(added);
        if (left > Yen.Zero)
        {
            database.Add(new Credit(credit.MemberId, credit.PaymentId, left));
        }

        var orders = DepositSettlement.EndTouched(await database.LiveOrdersAsync(credit.MemberId, cancel), touched, actor.AccountId, nowUtc);
        var ended = await database.VoidInvoicesAsync(paper, orders, nowUtc, cancel);
        var used = credit.Amount - left;
        database.Record(actor, nowUtc, nameof(ApplyCredit), credit.MemberId, new
        {
            Credit = credit.Id,
            Used = used.Value,
            Left = left.Value,
            Charges = touched,
            Ended = orders.Select(order => order.Reference),
            Voided = ended.Invoices(),
        });
        await database.SaveChangesAsync(cancel);
        await mails.QueueAsync(database, new MoneyMail(credit.MemberId, MoneyMailKind.CreditApplied, used) { Credit = left, Ended = ended }, cancel);
        return used;
    }
}
