using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Reconciliation;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Reconciliation;

/// <summary>Records one event of a deposit in a transaction; the colleague who comes second is told who was first.</summary>
internal static class DepositChange
{
    /// <param name="only">The state in which the event makes sense; null where the event's own rule is enough.</param>
    public static async Task<Result<Done>> RecordAsync(
        this MemberHubDatabases databases, DepositHistory history, Actor actor, string action, long depositId, DepositEventKind kind, string detail, TimeProvider clock, CancellationToken cancel, DepositState? only = null)
    {
        try
        {
            await using var database = databases.Open(actor.SocietyId);
            await using var transaction = await database.Database.BeginTransactionAsync(cancel);
            if (await DepositHistory.FindAsync(database, depositId, cancel) is not { } deposit)
            {
                return new DepositNotFound();
            }

            var before = deposit.State;
            if ((only is not null && before != only) || !deposit.Record(kind, clock.UtcNow(), actor.AccountId, detail))
            {
                return Refused(await history.TakenAsync(actor.SocietyId, depositId, cancel));
            }

            database.Record(actor, clock.UtcNow(), action, null, new { Deposit = deposit.Id, Amount = deposit.Amount.Value, Before = before.ToString(), After = deposit.State.ToString() }, detail);
            await database.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
            return Done.It;
        }
        catch (DbUpdateException error) when (error is DbUpdateConcurrencyException || error.IsUniqueViolation())
        {
            return Refused(await history.TakenAsync(actor.SocietyId, depositId, cancel));
        }
    }

    /// <summary>A note or reason as it is kept; null when nothing is left of it, or when it cannot be kept.</summary>
    public static string? Note(string typed) => typed.Trim() is { Length: > 0 and <= DepositEvent.DetailMaxLength } note && !Domain.Members.JapaneseText.HasControlCharacters(note) ? note : null;

    private static Result<Done> Refused(Refusal refusal) => refusal;
}
