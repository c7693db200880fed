using MemberHub.Data;
using MemberHub.Data.Ledger;
using MemberHub.Data.Queries;
using MemberHub.Data.Register;
using MemberHub.Domain;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Payments;

/// <summary>取消: ends a member's order, so that its charges can be paid another way, and voids its invoice.</summary>
public sealed class CancelOrder(MemberHubDatabases databases, OrderEnding ending)
{
    public async Task<Result<Done>> RunAsync(Actor actor, long orderId, CancellationToken cancel)
    {
        await using var database = databases.Open(actor.SocietyId);
        if (await database.MemberOfAsync(actor, OfficeRight.RecordMoney, cancel) is not { } memberId)
        {
            return new NotAllowed();
        }

        if (await ReadAsync(database, memberId, orderId, cancel) is not { } seen)
        {
            return new OrderNotFound();
        }

        if (seen.JointInvoiceId is not null)
        {
            return new AskedOfInstitution();
        }

        if (!seen.State.IsLive())
        {
            return new OrderHasEnded();
        }

        var asked = await ending.AskGatewaysAsync([seen], cancel);
        if (asked.Kept is { } kept)
        {
            return Refused(kept);
        }

        try
        {
            database.ChangeTracker.Clear();
            await using var transaction = await database.Database.BeginTransactionAsync(cancel);
            await database.LockLedgerAsync(memberId, cancel);
            var order = (await ReadAsync(database, memberId, orderId, cancel))!;
            if (!await ending.EndAsync(database, order, actor, cancel))
            {
                return order.State == OrderState.PreliminarilyPaid ? new MoneyIsComing() : new OrderHasEnded();
            }

            await database.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
            return Done.It;
        }
        catch (DbUpdateException error) when (error is DbUpdateConcurrencyException || error.IsUniqueViolation())
        {
            await ending.EndStoppedAsync(actor, memberId, asked, cancel);
            return new OrderHasEnded();
        }
    }

    private static Result<Done> Refused(Refusal refusal) => refusal;

    private static Task<PaymentOrder?> ReadAsync(MemberHubDbContext database, long memberId, long orderId, CancellationToken cancel) =>
        database.WholeOrders()
            .SingleOrDefaultAsync(item => item.Id == orderId && item.MemberId == memberId, cancel);
}
