using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Invoicing;

/// <summary>A year that can be asked for.</summary>
/// <param name="HeldBy">The attempt to pay that holds it, or null.</param>
public sealed record OpenYear(ChargePosition Charge, Holder? HeldBy)
{
    public bool CanBeChosen => HeldBy is null or { CanEnd: true };
}

/// <summary>What the page of splitting shows.</summary>
/// <param name="Suggested">The addressee that an invoice would most likely have.</param>
public sealed record SplitView(long MemberId, string Number, string Name, IReadOnlyList<OpenYear> Years, Addressee Suggested);

/// <summary>Reads a member's open years for splitting.</summary>
public sealed class OpenSplit(MemberHubDatabases databases, TimeProvider clock)
{
    public async Task<Result<SplitView>> RunAsync(Actor actor, string number, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.IssueDocuments))
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        if (!MemberNumber.TryParse(number, out var wanted)
            || await database.Members.Where(member => member.Number == wanted && member.MergedIntoId == null)
                .Select(member => new
                {
                    member.Id,
                    member.Person.Name,
                    First = member.Affiliations.Where(affiliation => affiliation.Ordinal == 1)
                        .Select(affiliation => new { affiliation.Details.Institution, affiliation.Details.Department }).FirstOrDefault(),
                }).SingleOrDefaultAsync(cancel) is not { } found)
        {
            return new NoMemberOfNumber();
        }

        await database.RecordLooksAsync(actor, [found.Id], clock.UtcNow(), cancel);
        var claim = (await database.ReadClaimsAsync([found.Id], clock.Today(), cancel)).SingleOrDefault();
        var holders = await database.ReadHoldersAsync([found.Id], cancel);
        return new SplitView(
            found.Id,
            number,
            found.Name,
            [.. (claim?.Lines ?? []).Select(line => new OpenYear(line, holders.GetValueOrDefault(line.ChargeId)))],
            new Addressee(found.First?.Institution ?? "", found.First?.Department ?? "", found.Name));
    }
}
