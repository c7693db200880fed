using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Ledger;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Reconciliation;
using MemberHub.Domain.Societies;
using MemberHub.Papers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Reconciliation;

/// <summary>What is to be booked of a deposit. The last part bears what the society forgives.</summary>
/// <param name="Credit">What would be over, as shown to the person; when it is not so any more, nothing is booked.</param>
/// <param name="Forgiven">差額の学会負担: 0円, or what is missing.</param>
public sealed record Booking(long DepositId, IReadOnlyList<MatchPart> Parts, Yen Credit, Yen Forgiven)
{
    public bool Learns { get; init; } = true;

    /// <summary>What is set aside (保留) until the payer was asked; 0円 for nothing.</summary>
    public Yen Rest { get; init; }

    /// <summary>The person saw that it is held (保留); a colleague who holds it meanwhile is not passed over.</summary>
    public bool ShownParked { get; init; }
}

/// <summary>
/// Books one deposit (消込) in one transaction: payments, allocations, credit, the orders that it pays or ends, the payer for the next time, the
/// audit line and the mails.
/// </summary>
public sealed class DepositBooking(
    MemberHubDatabases databases, DepositHistory history, InvoicePaper paper, ReconciliationMails mails, IStringLocalizer<ReconciliationText> text, TimeProvider clock)
{
    private const int Attempts = 3;

    // Two that met run again one after the other: the second sees what the first did. Parking stops no settlement, a settlement stops the next.
    public async Task<Result<Done>> BookAsync(Actor actor, string action, Booking booking, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await BookOnceAsync(actor, action, booking, cancel);
            }
            catch (DbUpdateException error) when (error is DbUpdateConcurrencyException || error.IsUniqueViolation())
            {
                if (attempt == Attempts)
                {
                    return Refused(await history.TakenAsync(actor.SocietyId, booking.DepositId, cancel));
                }
            }
        }
    }

    private async Task<Result<Done>> BookOnceAsync(Actor actor, string action, Booking booking, CancellationToken cancel)
    {
        await using var database = databases.Open(actor.SocietyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        var booked = await BookAsync(database, actor, action, booking, cancel);
        if (booked.Succeeded)
        {
            await database.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
        }

        return booked;
    }

    private static Result<Done> Refused(Refusal refusal) => refusal;

    private async Task<Result<Done>> BookAsync(MemberHubDbContext database, Actor actor, string action, Booking booking, CancellationToken cancel)
    {
        // In one order for all, so that two bookings never wait for each other. A member with two invoices has two parts.
        var memberIds = booking.Parts.Select(part => part.MemberId).Distinct().Order().ToList();
        foreach (var memberId in memberIds)
        {
            await database.LockLedgerAsync(memberId, cancel);
        }

        if (await DepositHistory.FindAsync(database, booking.DepositId, cancel) is not { } deposit)
        {
            return new DepositNotFound();
        }

        if (!deposit.State.IsOpen() || (deposit.State == DepositState.Parked && !booking.ShownParked))
        {
            return Refused(await history.TakenAsync(actor.SocietyId, deposit.Id, cancel));
        }

        var names = await database.Members.Where(member => memberIds.Contains(member.Id) && member.MergedIntoId == null).ToDictionaryAsync(member => member.Id, member => member.Person.Name, cancel);
        if (memberIds.Count == 0 || names.Count != memberIds.Count)
        {
            return new PayeeNotFound();
        }

        if (booking.Parts.Total(part => part.Amount) is var sum && (sum + booking.Rest != deposit.Amount || booking.Parts.Any(part => part.Amount <= Yen.Zero)))
        {
            return new PartsDiffer(deposit.Amount, sum);
        }

        if (booking.Rest > Yen.Zero)
        {
            deposit = await SetAsideAsync(database, actor, booking, deposit, cancel);
        }

        return await BookAsync(database, actor, action, booking, deposit, names, cancel);
    }

    // The deposit becomes two: the one that is settled, and the one that waits.
    private async Task<UnmatchedDeposit> SetAsideAsync(MemberHubDbContext database, Actor actor, Booking booking, UnmatchedDeposit deposit, CancellationToken cancel)
    {
        var nowUtc = clock.UtcNow();
        var orders = booking.Parts.Select(part => part.OrderId).ToList();
        var invoice = await database.PaymentOrders.Where(order => orders.Contains(order.Id) && order.JointInvoiceId != null)
            .Join(database.IssuedDocuments, order => order.JointInvoiceId, document => document.Id, (_, document) => document.Number).FirstOrDefaultAsync(cancel) ?? "";
        deposit.Record(DepositEventKind.Split, nowUtc, actor.AccountId);
        var (settled, waiting) = (deposit.PartOf(deposit.Amount - booking.Rest, 1, actor, nowUtc), deposit.PartOf(booking.Rest, 2, actor, nowUtc));
        waiting.Record(DepositEventKind.Parked, nowUtc, actor.AccountId, text["Rest.Note", invoice]);
        database.AddRange(settled, waiting);
        await database.SaveChangesAsync(cancel);
        return settled;
    }

    private async Task<Result<Done>> BookAsync(
        MemberHubDbContext database, Actor actor, string action, Booking booking, UnmatchedDeposit deposit, Dictionary<long, string> names, CancellationToken cancel)
    {
        var (nowUtc, today) = (clock.UtcNow(), clock.Today());
        var reason = booking.Forgiven > Yen.Zero ? text["Waiver.Reason"].Value : "";
        var (facts, letters) = (new List<object>(), new List<MoneyMail>());
        var (credited, forgiven) = (Yen.Zero, Yen.Zero);
        foreach (var part in booking.Parts)
        {
            var forgives = part == booking.Parts[^1] ? booking.Forgiven : Yen.Zero;
            var booked = await database.SettlePartAsync(
                deposit, new DepositPart(part.MemberId, part.Amount, part.Charges, part.OrderId, forgives), reason, actor.AccountId, today, nowUtc, cancel);
            (credited, forgiven) = (credited + booked.Credited, forgiven + booked.Forgiven);
            if (credited > booking.Credit || (part == booking.Parts[^1] && (credited != booking.Credit || forgiven != booking.Forgiven)))
            {
                return new OwesOtherwise(names[part.MemberId]);
            }

            var ended = await database.VoidInvoicesAsync(paper, booked.Ended, nowUtc, cancel);
            facts.Add(new
            {
                part.MemberId,
                Amount = part.Amount.Value,
                Credited = booked.Credited.Value,
                Forgiven = booked.Forgiven.Value,
                Order = booked.Paid?.Reference,
                Ended = booked.Ended.Select(order => order.Reference),
                Voided = ended.Invoices(),
            });
            letters.Add(new MoneyMail(part.MemberId, booked.Allocated > Yen.Zero ? MoneyMailKind.Booked : MoneyMailKind.Credited, part.Amount)
            {
                ReceivedOn = deposit.ReceivedOn,
                Credit = booked.Allocated > Yen.Zero ? booked.Credited : Yen.Zero,
                Forgiven = booked.Forgiven,
                Ended = ended,
            });
        }

        deposit.Record(DepositEventKind.Settled, nowUtc, actor.AccountId);
        if (booking.Learns)
        {
            await LearnAsync(database, deposit, booking.Parts, nowUtc, cancel);
        }

        database.Record(actor, nowUtc, action, booking.Parts.Count == 1 ? booking.Parts[0].MemberId : null, new { Deposit = deposit.Id, Amount = deposit.Amount.Value, Parts = facts, SetAside = booking.Rest.Value }, reason);
        if (letters.Exists(letter => letter.Ended.Count > 0))
        {
            await database.SaveChangesAsync(cancel);
        }

        foreach (var letter in letters)
        {
            await mails.QueueAsync(database, letter, cancel);
        }

        return Done.It;
    }

    private static async Task LearnAsync(MemberHubDbContext database, UnmatchedDeposit deposit, IReadOnlyList<MatchPart> parts, DateTime nowUtc, CancellationToken cancel)
    {
        if (PayerName.Fold(deposit.Payer) is not { Length: > 0 and <= PayerAlias.PayerMaxLength } payer)
        {
            return;
        }

        var known = await database.PayerAliases.Where(alias => alias.Payer == payer).Select(alias => alias.MemberId).ToListAsync(cancel);
        database.AddRange(parts.Select(part => part.MemberId).Except(known).Select(memberId => new PayerAlias(payer, memberId, deposit.Id, nowUtc)));
    }
}
