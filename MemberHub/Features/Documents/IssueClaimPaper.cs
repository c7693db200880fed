using FluentValidation;
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

/// <summary>
/// 見積書・納品書: issues a quotation or a delivery note for the claim or for its invoice. It claims nothing and changes nothing but the register. A
/// repeated request key leads to the paper that the first request issued.
/// </summary>
public sealed class IssueClaimPaper(MemberHubDatabases databases, ClaimPaper paper, IValidator<ClaimPaperForm> validator, TimeProvider clock)
{
    /// <summary>The written number of the paper.</summary>
    public async Task<Result<string>> RunAsync(Actor actor, ClaimPaperForm form, CancellationToken cancel)
    {
        await using var database = databases.Open(actor.SocietyId);
        if (await database.MemberOfAsync(actor, OfficeRight.IssueDocuments, cancel) is not { } memberId)
        {
            return new NotAllowed();
        }

        if (!(await validator.ValidateAsync(form, cancel)).IsValid)
        {
            return new NotPrintable();
        }

        try
        {
            await using var transaction = await database.Database.BeginTransactionAsync(cancel);
            if (await IssuedBeforeAsync(database, memberId, form.RequestKey, cancel) is { } known)
            {
                return known;
            }

            var basis = await database.ReadClaimBasisAsync(memberId, form.InvoiceNumber ?? "", clock.Today(), form.ToLanguage(), cancel);
            if (!basis.Succeeded)
            {
                return Refused(basis.Refusal);
            }

            if (basis.Value.Total.Value != form.ShownTotal)
            {
                return new PaperClaimChanged(basis.Value.Total);
            }

            var number = await IssueAsync(database, actor, memberId, form, basis.Value, cancel);
            await transaction.CommitAsync(cancel);
            return number;
        }
        catch (DbUpdateException error) when (error.IsUniqueViolation())
        {
            // Two presses at once: the other one has issued it.
            await using var after = databases.Open(actor.SocietyId);
            return await IssuedBeforeAsync(after, memberId, form.RequestKey, cancel) ?? throw new InvalidOperationException("Another paper with this key belongs to nobody.", error);
        }
    }

    private static Result<string> Refused(Refusal refusal) => refusal;

    private static Task<string?> IssuedBeforeAsync(MemberHubDbContext database, long memberId, string requestKey, CancellationToken cancel) =>
        database.IssuedDocuments.Where(document => document.RequestKey == requestKey && document.MemberId == memberId)
            .Select(document => document.Number).SingleOrDefaultAsync(cancel);

    private async Task<string> IssueAsync(
        MemberHubDbContext database, Actor actor, long memberId, ClaimPaperForm form, ClaimBasis basis, CancellationToken cancel)
    {
        var (nowUtc, today) = (clock.UtcNow(), clock.Today());
        var recipient = await database.ReadRecipientAsync(memberId, cancel);
        var number = await database.TakeNumberAsync(form.Kind, recipient.Settings.Calendar.YearOf(today), cancel);
        var content = new ClaimPaperContent
        {
            Kind = form.Kind,
            Language = basis.Language,
            Number = number.ToString(),
            IssuedOn = form.BlankDates ? null : today,
            MemberNumber = recipient.MemberNumber,
            MemberName = recipient.Name,
            Addressee = form.ToAddressee(),
            Subject = basis.Subject,
            Lines = basis.Lines,
            Issuer = recipient.Settings.Issuer,
            InvoiceNumber = basis.InvoiceNumber,
        };
        var printed = paper.Render(content, nowUtc);
        var document = IssuedDocument.ForClaim(form.RequestKey, memberId, today, content, ReadableJson.Write(content));
        document.Issue(printed.Bytes, nowUtc);
        database.Add(document);
        database.Record(actor, nowUtc, nameof(IssueClaimPaper), memberId, new { document.Number, Amount = content.Total.Value, document.Counterparty, form.BlankDates, Lacking = printed.Lacking.Count });
        await database.SaveChangesAsync(cancel);
        return document.Number;
    }
}
