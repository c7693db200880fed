using MemberHub.Data;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Documents;

/// <summary>The member that documents are made for, with what the profile suggests as addressee.</summary>
public sealed record Recipient
{
    public required string MemberNumber { get; init; }

    public required string Name { get; init; }

    public required bool IsOrganisation { get; init; }

    public required string Institution { get; init; }

    public required string Department { get; init; }

    public required SocietySettings Settings { get; init; }

    /// <summary>All lines of the profile; a body has no person.</summary>
    public Addressee Profile => IsOrganisation ? new Addressee(Name, Department, "") : new Addressee(Institution, Department, Name);
}

/// <summary>Reads who asks for a document.</summary>
public static class Recipients
{
    public static Task<Recipient> ReadRecipientAsync(this MemberHubDbContext database, long memberId, CancellationToken cancel) => (
        from member in database.Members
        join society in database.Societies on member.SocietyId equals society.Id
        join category in database.MemberCategories on member.CategoryId equals category.Id
        where member.Id == memberId
        select new Recipient
        {
            MemberNumber = member.Number.Digits,
            Name = member.Person.Name,
            IsOrganisation = category.IsOrganisation,
            Institution = member.Affiliations.Where(affiliation => affiliation.Ordinal == 1).Select(affiliation => affiliation.Details.Institution).FirstOrDefault() ?? "",
            Department = member.Affiliations.Where(affiliation => affiliation.Ordinal == 1).Select(affiliation => affiliation.Details.Department).FirstOrDefault() ?? "",
            Settings = society.Settings,
        }).SingleAsync(cancel);
}
