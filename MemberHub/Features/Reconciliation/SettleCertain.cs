using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Reconciliation;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Reconciliation;

/// <summary>What became of the certain ones.</summary>
/// <param name="Kept">Deposits that were not settled after all, with the reason.</param>
public sealed record CertainSettled(int Count, Yen Total, IReadOnlyList<(long DepositId, Refusal Why)> Kept);

/// <summary>確実な一致をまとめて消込: books each in a transaction of its own; one that somebody else was faster with stops none of the others.</summary>
public sealed class SettleCertain(MemberHubDatabases databases, DepositBooking booking, TimeProvider clock)
{
    public async Task<Result<CertainSettled>> RunAsync(Actor actor, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.RecordMoney))
        {
            return new NotAllowed();
        }

        var (count, total, kept) = (0, Yen.Zero, new List<(long, Refusal)>());
        foreach (var (deposit, choice) in await CertainAsync(actor, cancel))
        {
            var booked = await booking.BookAsync(actor, nameof(SettleCertain), new Booking(deposit.DepositId, choice.Parts, Yen.Zero, Yen.Zero), cancel);
            if (booked.Succeeded)
            {
                (count, total) = (count + 1, total + deposit.Amount);
            }
            else
            {
                kept.Add((deposit.DepositId, booked.Refusal));
            }
        }

        return new CertainSettled(count, total, kept);
    }

    private async Task<IReadOnlyList<(DepositFacts Deposit, MatchChoice Choice)>> CertainAsync(Actor actor, CancellationToken cancel)
    {
        await using var database = databases.Open(actor.SocietyId);
        var matcher = await database.ReadMatcherAsync(clock.Today(), cancel);
        var deposits = await database.ReadOpenDepositsAsync(cancel);
        return [.. ProposalsOf(matcher, deposits.Where(deposit => deposit is { IsParked: false, IsAnnounced: false }))];
    }

    // Two deposits for the same claim are both certain by themselves; only the first is, once it is booked.
    private static IEnumerable<(DepositFacts Deposit, MatchChoice Choice)> ProposalsOf(DepositMatcher matcher, IEnumerable<OpenDepositRow> deposits)
    {
        var taken = new HashSet<long>();
        foreach (var deposit in deposits)
        {
            if (matcher.Match(deposit.ToFacts()) is { Grade: MatchGrade.Certain, Choices: [var choice, ..] } && choice.Parts.SelectMany(part => part.Charges).All(taken.Add))
            {
                yield return (deposit.ToFacts(), choice);
            }
        }
    }
}
