using MemberHub.Components.Texts;
using MemberHub.Data;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Documents;
using MemberHub.Papers;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Documents;

/// <summary>What a quotation or delivery note is about: an invoice's lines, or the claim's.</summary>
public sealed record ClaimBasis(string Subject, IReadOnlyList<InvoiceLine> Lines, string InvoiceNumber)
{
    /// <summary>The addressee of the invoice; null without one.</summary>
    public Addressee? Addressee { get; init; }

    /// <summary>In which language its lines speak: an invoice's own.</summary>
    public string Language { get; init; } = Languages.Default;

    public Yen Total => Lines.Total(line => line.Amount);
}

/// <summary>Reads it for the page and for issuing.</summary>
public static class ClaimBasisReading
{
    /// <summary>The lines of the named invoice, of the member's latest one that still awaits money when none is named, or of the claim.</summary>
    public static async Task<Result<ClaimBasis>> ReadClaimBasisAsync(
        this MemberHubDbContext database, long memberId, string invoiceNumber, DateOnly today, string language, CancellationToken cancel)
    {
        var invoices = database.IssuedDocuments.Where(document => document.MemberId == memberId && document.Kind == DocumentKind.Invoice && document.VoidedUtc == null);
        var wanted = invoiceNumber.Length > 0
            ? invoices.Where(document => document.Number == invoiceNumber)
            : invoices.Where(document => database.PaymentOrderLines.Any(line => line.OrderId == document.OrderId && line.ClosedUtc == null));
        if (await wanted.OrderByDescending(document => document.Id).Select(document => document.Snapshot).FirstOrDefaultAsync(cancel) is { } snapshot)
        {
            var invoice = ReadableJson.Read<InvoiceContent>(snapshot);
            return new ClaimBasis(invoice.Subject, invoice.Lines, invoice.Number) { Addressee = invoice.Addressee, Language = invoice.Language };
        }

        if (invoiceNumber.Length > 0)
        {
            return new InvoiceNotFound();
        }

        var lines = (await database.ReadLedgerAsync(memberId, today, cancel)).ToClaim().Lines;
        return lines.Count == 0 ? new NothingToPrint() : new ClaimBasis(InvoiceWording.Subject(lines, language), [.. lines.Select(line => InvoiceWording.Line(line, language))], "") { Language = language };
    }
}
