using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Reconciliation;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Reconciliation;

/// <summary>分割: makes several deposits of one, so that each part can be matched, parked or sent back by itself.</summary>
public sealed class SplitDeposit(MemberHubDatabases databases, DepositHistory history, TimeProvider clock)
{
    public const int MostParts = 100;

    /// <param name="amounts">At least two, each above 0円, together the deposit.</param>
    public async Task<Result<Done>> RunAsync(Actor actor, long depositId, IReadOnlyList<Yen> amounts, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.RecordMoney))
        {
            return new NotAllowed();
        }

        try
        {
            await using var database = databases.Open(actor.SocietyId);
            await using var transaction = await database.Database.BeginTransactionAsync(cancel);
            if (await DepositHistory.FindAsync(database, depositId, cancel) is not { } deposit)
            {
                return new DepositNotFound();
            }

            var isSound = amounts.Count is >= 2 and <= MostParts && amounts.All(amount => amount > Yen.Zero && amount <= deposit.Amount) && amounts.Total() == deposit.Amount;
            if (!isSound)
            {
                return new PartsDiffer(deposit.Amount, amounts.Count <= MostParts ? SumOf(amounts) : Yen.Zero);
            }

            if (!deposit.Record(DepositEventKind.Split, clock.UtcNow(), actor.AccountId))
            {
                return Refused(await history.TakenAsync(actor.SocietyId, depositId, cancel));
            }

            database.AddRange(amounts.Select((amount, at) => deposit.PartOf(amount, at + 1, actor, clock.UtcNow())));
            database.Record(actor, clock.UtcNow(), nameof(SplitDeposit), null, new { Deposit = deposit.Id, Amounts = amounts.Select(amount => amount.Value) });
            await database.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
            return Done.It;
        }
        catch (DbUpdateException error) when (error is DbUpdateConcurrencyException || error.IsUniqueViolation())
        {
            return Refused(await history.TakenAsync(actor.SocietyId, depositId, cancel));
        }
    }

    // What a person typed may be more than any sum of money.
    private static Yen SumOf(IReadOnlyList<Yen> amounts) =>
        new((long)Int128.Clamp(amounts.Aggregate(Int128.Zero, (sum, amount) => sum + amount.Value), long.MinValue, long.MaxValue));

    private static Result<Done> Refused(Refusal refusal) => refusal;
}
