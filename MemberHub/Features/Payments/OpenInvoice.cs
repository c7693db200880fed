using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Payments;

/// <summary>An issued invoice, as the pages after issuing and before cancelling show it.</summary>
public sealed record InvoiceView(long OrderId, string Number, Yen Amount, DateOnly DueOn, bool IsVoid);

/// <summary>Reads one of the member's own invoices.</summary>
public sealed class OpenInvoice(MemberHubDatabases databases)
{
    public async Task<Result<InvoiceView>> RunAsync(Actor actor, string number, CancellationToken cancel)
    {
        if (actor.MemberId is not { } memberId)
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        var found = await database.IssuedDocuments
            .Where(document => document.Number == number && document.Kind == DocumentKind.Invoice && document.MemberId == memberId)
            .Select(document => new InvoiceView(document.OrderId!.Value, document.Number, document.Amount, document.DueOn!.Value, document.VoidedUtc != null))
            .SingleOrDefaultAsync(cancel);
        return found is null ? new OrderNotFound() : found;
    }
}
