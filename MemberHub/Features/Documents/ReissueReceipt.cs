using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Register;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Societies;
using MemberHub.Papers;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Documents;

/// <summary>再発行: a further copy of a receipt under the same number, marked and counted, in a file of its own.</summary>
public sealed class ReissueReceipt(MemberHubDatabases databases, ReceiptPaper paper, TimeProvider clock)
{
    /// <summary>The ordinal of the copy.</summary>
    /// <param name="wanted">The copy that the page offered: 1 for the first. One that exists already is not made again, so a second press makes none.</param>
    public async Task<Result<int>> RunAsync(Actor actor, string number, int wanted, CancellationToken cancel)
    {
        await using var database = databases.Open(actor.SocietyId);
        if (await database.MemberOfAsync(actor, OfficeRight.IssueDocuments, cancel) is not { } memberId)
        {
            return new NotAllowed();
        }

        var document = await database.IssuedDocuments.SingleOrDefaultAsync(
            item => item.Number == number && item.Kind == DocumentKind.Receipt && item.VoidedUtc == null && item.MemberId == memberId, cancel);
        if (document is null)
        {
            return new ReceiptNotFound();
        }

        var content = ReadableJson.Read<ReceiptContent>(document.Snapshot);
        if (await KeptAsync(database, document.PaymentId, cancel) < content.Total)
        {
            return new PaymentWasRefunded();
        }

        var copies = await database.DocumentFiles.CountAsync(file => file.DocumentId == document.Id && file.Kind == DocumentFileKind.Copy, cancel);
        if (wanted >= 1 && wanted <= copies)
        {
            return wanted;
        }

        var (nowUtc, ordinal) = (clock.UtcNow(), copies + 1);
        var printed = paper.Render(content, nowUtc, new ReceiptCopy(ordinal, clock.Today()));
        document.Reissue(ordinal, printed.Bytes, nowUtc);
        database.Record(actor, nowUtc, nameof(ReissueReceipt), memberId, new { document.Number, Copy = ordinal });
        try
        {
            await database.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException error) when (error.IsUniqueViolation())
        {
            // Two presses at once: the other one has made this very copy.
        }

        return ordinal;
    }

    private static async Task<Yen> KeptAsync(MemberHubDbContext database, long? paymentId, CancellationToken cancel)
    {
        var paid = await database.Payments.Where(payment => payment.Id == paymentId).Select(payment => payment.Amount).SingleAsync(cancel);
        var refunds = await database.Refunds.Where(refund => refund.PaymentId == paymentId).Select(refund => refund.Amount).ToListAsync(cancel);
        return paid - refunds.Total();
    }
}
