using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Register;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Payments;

/// <summary>What the pages of paying show: the claim, the suggested addressee and what the invoice will say.</summary>
public sealed record ClaimView
{
    public required ClaimAndOrders Claim { get; init; }

    public required Addressee Suggested { get; init; }

    /// <summary>The payment due date that an invoice issued today would state.</summary>
    public required DateOnly InvoiceDueOn { get; init; }

    public required Issuer Office { get; init; }

    /// <summary>The ways to pay what is chosen.</summary>
    public required IReadOnlyList<MethodChoice> Methods { get; init; }

    /// <summary>When a slip asked for today would be sent.</summary>
    public required SlipPromise SlipPromise { get; init; }
}

/// <summary>Reads the claim of the member whose matter it is, with the addressee an invoice would most likely have.</summary>
public sealed class OpenClaim(MemberHubDatabases databases, MethodChoices methods, TimeProvider clock)
{
    /// <param name="freed">Shows the claim as it would be without the live attempts: the member is about to replace them.</param>
    public async Task<Result<ClaimView>> RunAsync(Actor actor, bool freed, CancellationToken cancel)
    {
        var today = clock.Today();
        await using var database = databases.Open(actor.SocietyId);
        if (await database.MemberOfAsync(actor, OfficeRight.RecordMoney, cancel) is not { } memberId)
        {
            return new NotAllowed();
        }

        await database.RecordLookOnBehalfAsync(actor, memberId, clock.UtcNow(), cancel);
        var read = await database.ReadClaimAsync(memberId, today, cancel);
        var claim = freed ? read.Freed() : read;
        var person = await (
            from member in database.Members
            join society in database.Societies on member.SocietyId equals society.Id
            join category in database.MemberCategories on member.CategoryId equals category.Id
            where member.Id == memberId
            select new
            {
                member.Person.Name,
                category.IsOrganisation,
                society.Settings,
                First = member.Affiliations.Where(affiliation => affiliation.Ordinal == 1)
                    .Select(affiliation => new { affiliation.Details.Institution, affiliation.Details.Department }).FirstOrDefault(),
            }).SingleAsync(cancel);
        return new ClaimView
        {
            Claim = claim,
            Suggested = person switch
            {
                { IsOrganisation: true } => new Addressee(person.Name, person.First?.Department ?? "", ""),
                { First: { Institution.Length: > 0 } first } => new Addressee(first.Institution, first.Department, ""),
                _ => new Addressee("", "", person.Name),
            },
            InvoiceDueOn = InvoiceContent.DueDate(today, claim.Payable.Select(line => line.DueOn), person.Settings.InvoiceDays),
            Office = person.Settings.Issuer,
            Methods = methods.For((claim.Payable.Count > 0 ? claim : claim.Freed()).Chosen(addComingYear: false).Total(line => line.Open), person.Settings.Methods),
            SlipPromise = SlipPromise.For(today, person.Settings),
        };
    }
}
