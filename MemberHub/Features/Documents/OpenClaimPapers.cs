using MemberHub.Components.Texts;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Register;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Documents;

/// <summary>What the page of quotations and delivery notes shows.</summary>
/// <param name="Basis">What can be issued, or null when there is nothing.</param>
/// <param name="Refusal">Why there is nothing.</param>
/// <param name="Issued">The latest papers, newest first.</param>
public sealed record ClaimPapersView(ClaimBasis? Basis, Refusal? Refusal, Addressee Suggested, Addressee Profile, IReadOnlyList<IssuedPaper> Issued);

/// <summary>A quotation or delivery note in the register.</summary>
public sealed record IssuedPaper(string Number, DocumentKind Kind, DateOnly IssuedOn, Yen Amount, string Counterparty);

/// <summary>Reads what a member can have printed, and what was printed.</summary>
public sealed class OpenClaimPapers(MemberHubDatabases databases, TimeProvider clock)
{
    private const int ShownPapers = 20;

    /// <param name="invoiceNumber">The invoice to go with, or empty.</param>
    public async Task<Result<ClaimPapersView>> RunAsync(Actor actor, string invoiceNumber, CancellationToken cancel)
    {
        await using var database = databases.Open(actor.SocietyId);
        if (await database.MemberOfAsync(actor, OfficeRight.IssueDocuments, cancel) is not { } memberId)
        {
            return new NotAllowed();
        }

        await database.RecordLookOnBehalfAsync(actor, memberId, clock.UtcNow(), cancel);
        var recipient = await database.ReadRecipientAsync(memberId, cancel);
        var basis = await database.ReadClaimBasisAsync(memberId, invoiceNumber, clock.Today(), Languages.Current, cancel);
        var issued = await database.IssuedDocuments
            .Where(document => document.MemberId == memberId && document.VoidedUtc == null && (document.Kind == DocumentKind.Quotation || document.Kind == DocumentKind.DeliveryNote))
            .OrderByDescending(document => document.Id).Take(ShownPapers)
            .Select(document => new IssuedPaper(document.Number, document.Kind, document.IssuedOn, document.Amount, document.Counterparty))
            .ToListAsync(cancel);
        var suggested = basis.Value?.Addressee ?? (recipient.Institution.Length > 0 ? recipient.Profile with { Person = "" } : recipient.Profile);
        return new ClaimPapersView(basis.Value, basis.Refusal, suggested, recipient.Profile, issued);
    }
}
