using MemberHub.Data;
using MemberHub.Data.Accounts;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Profile;

/// <summary>Reads the profile in two statements; used to show it and, once more, to save it.</summary>
internal static class ProfileReading
{
    private const string OverseasCode = "Overseas";
    private const string CouncillorCode = "Councillor";

    /// <summary>The actor's own.</summary>
    public static Task<StoredProfile?> ReadProfileAsync(this MemberHubDbContext database, Actor actor, CancellationToken cancel) =>
        database.ReadProfileAsync(database.Members.Where(member => member.Id == actor.MemberId), database.Users.Where(account => account.Id == actor.AccountId), actor.SocietyId, cancel);

    /// <summary>That of the member with this number; null also for one without an account.</summary>
    public static async Task<StoredProfile?> ReadProfileAsync(this MemberHubDbContext database, string number, CancellationToken cancel) =>
        MemberNumber.TryParse(number, out var wanted)
            ? await database.ReadProfileAsync(
                database.Members.Where(member => member.Number == wanted),
                database.Users.Where(account => database.AccountMembers.Any(link => link.AccountId == account.Id && database.Members.Any(member => member.Id == link.MemberId && member.Number == wanted))),
                database.ShownSociety,
                cancel)
            : null;

    private static async Task<StoredProfile?> ReadProfileAsync(
        this MemberHubDbContext database, IQueryable<Member> members, IQueryable<Account> accounts, long societyId, CancellationToken cancel)
    {
        var row = await (
            from member in members.AsNoTracking().Include(member => member.Affiliations)
            join category in database.MemberCategories on member.CategoryId equals category.Id
            join held in database.Ranks on member.RankId equals held.Id into ranks
            from rank in ranks.DefaultIfEmpty()
            from account in accounts
            select new { member, category, rank, account.UserName, account.Email }).SingleOrDefaultAsync(cancel);
        if (row is null)
        {
            return null;
        }

        var settings = await database.Societies.Where(society => society.Id == societyId).Select(society => society.Settings).SingleAsync(cancel);
        return new StoredProfile
        {
            MemberId = row.member.Id,
            Version = row.member.Version,
            Number = row.member.Number.Digits,
            Category = new LocalName(row.category.NameJa, row.category.NameEn),
            Rank = LocalName.Of(row.rank),
            IsOrganisation = row.category.IsOrganisation,
            IsCouncillor = row.rank?.Code == CouncillorCode,
            IsOverseas = row.category.Code == OverseasCode,
            LoginId = row.UserName ?? "",
            Email = row.Email ?? "",
            TakesNews = row.member.NewsDeclinedUtc is null,
            WithdrawnOn = row.member.WithdrawnOn,
            Person = row.member.Person,
            Affiliations = DetailsOf(row.member),
            QualificationChoices = Choices(settings.Qualifications, row.member.Person.Qualifications),
            SpecialtyChoices = Choices(settings.Specialties, row.member.Person.Specialties),
            OfficePhone = settings.Issuer.Phone,
        };
    }

    private static IReadOnlyList<AffiliationDetails> DetailsOf(Member member) =>
        [.. member.Affiliations.OrderBy(affiliation => affiliation.Ordinal).Select(affiliation => affiliation.Details)];

    private static IReadOnlyList<string> Choices(IReadOnlyList<string> ofSociety, IReadOnlyList<string> ofMember) =>
        [.. ofSociety.Union(ofMember, StringComparer.Ordinal)];
}
