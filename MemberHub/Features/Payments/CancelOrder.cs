using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using MemberHub.Papers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace MemberHub.Features.Payments;

/// <summary>取消: ends a member's order, so that its charges can be paid another way, and voids its invoice.</summary>
public sealed class CancelOrder(MemberHubDatabases databases, InvoicePaper paper, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, long orderId, CancellationToken cancel)
    {
        if (actor.MemberId is not { } memberId)
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        var order = await database.PaymentOrders
            .Include(item => item.Lines).Include(item => item.Events).AsSplitQuery()
            .SingleOrDefaultAsync(item => item.Id == orderId && item.MemberId == memberId, cancel);
        if (order is null)
        {
            return new OrderNotFound();
        }

        var nowUtc = clock.UtcNow();
        if (!order.Record(PaymentEventKind.Cancelled, nowUtc, actor.AccountId))
        {
            return new OrderHasEnded();
        }

        var voided = await VoidInvoiceAsync(database, orderId, nowUtc, cancel);
        database.Record(actor, nowUtc, nameof(CancelOrder), memberId, new { Order = orderId, Voided = voided });
        return await SaveAsync(database, transaction, cancel);
    }

    private static async Task<Result<Done>> SaveAsync(
        MemberHubDbContext database, IDbContextTransaction transaction, CancellationToken cancel)
    {
        try
        {
            await database.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
            return Done.It;
        }
        catch (DbUpdateException error) when (error is DbUpdateConcurrencyException || error.IsUniqueViolation())
        {
            return new OrderHasEnded();
        }
    }

    private async Task<string?> VoidInvoiceAsync(MemberHubDbContext database, long orderId, DateTime nowUtc, CancellationToken cancel)
    {
        var document = await database.IssuedDocuments.SingleOrDefaultAsync(item => item.OrderId == orderId && item.VoidedUtc == null, cancel);
        if (document is null)
        {
            return null;
        }

        var content = ReadableJson.Read<InvoiceContent>(document.Snapshot);
        document.Void(paper.Render(content, nowUtc, voided: true).Bytes, nowUtc);
        return document.Number;
    }
}
