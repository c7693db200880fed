using MemberHub.Data.Accounts;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using MemberHub.Features.Profile;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Profile;

/// <summary>Members with an account, and what the tests of 基本情報 ask about them.</summary>
internal static class ProfileMembers
{
    public static readonly PersonalDetails Mariko = new()
    {
        Name = "髙橋　真理子",
        Kana = "たかはし　まりこ",
        Sex = Sex.Female,
        BirthDate = new DateOnly(1979, 4, 18),
        Qualifications = ["医師"],
        Specialties = ["臨床微生物", "臨床化学"],
        MailingDestination = MailingDestination.Affiliation1,
        Home = new PostalAddress { PostalCode = "231-0005", Address = "神奈川県横浜市中区本町9-77", Phone = "045-012-3456" },
        MobilePhone = "090-0123-4567",
    };

    public static readonly AffiliationDetails Minato = new()
    {
        Institution = "みなと総合医療センター",
        Department = "臨床検査部",
        Place = new PostalAddress { PostalCode = "105-0022", Address = "東京都港区海岸9-81-2", Phone = "03-0123-4567" },
    };

    public static async Task<Actor> AddMemberAsync(
        this TestApp app, PersonalDetails? person = null, AffiliationDetails[]? affiliations = null, string category = "Regular", DateOnly? withdrawnOn = null)
    {
        var society = await app.SocietyAsync();
        await using var database = app.Databases.Open(society.Id);
        var sequence = await database.Members.CountAsync() + 101;
        var member = new Member(MemberNumber.Parse($"{sequence:0000000}"), "", "", (await database.MemberCategories.SingleAsync(row => row.Code == category)).Id, null);
        member.Change(person ?? Mariko);
        member.Affiliate(affiliations ?? [Minato]);
        member.Classify(member.CategoryId, null, new DateOnly(2005, 4, 1), withdrawnOn);
        var login = $"member{sequence}";
        var account = new Account
        {
            UserName = login,
            NormalizedUserName = login.ToUpperInvariant(),
            Email = $"{login}@example.jp",
            NormalizedEmail = $"{login}@example.jp".ToUpperInvariant(),
            SecurityStamp = "stamp",
        };
        database.AddRange(member, account);
        await database.SaveChangesAsync();
        database.Add(new AccountMember { AccountId = account.Id, MemberId = member.Id });
        await database.SaveChangesAsync();
        return new Actor(account.Id, society.Id, member.Id, [], withdrawnOn is not null);
    }

    public static async Task<Member> MemberAsync(this TestApp app, Actor actor)
    {
        await using var database = app.Databases.Open(actor.SocietyId);
        return await database.Members.AsNoTracking()
            .Include(member => member.Affiliations.OrderBy(affiliation => affiliation.Ordinal))
            .SingleAsync(member => member.Id == actor.MemberId);
    }

    public static async Task<LoadedProfile> LoadProfileAsync(this TestApp app, Actor actor) =>
        (await app.Services.GetRequiredService<LoadProfile>().RunAsync(actor, TestContext.Current.CancellationToken)).OrThrow();

    /// <summary>A profile as it is saved, for rules that need no database.</summary>
    public static StoredProfile Stored(PersonalDetails? person = null, params AffiliationDetails[] affiliations) => new()
    {
        Number = "0000101",
        Person = person ?? Mariko,
        Affiliations = affiliations,
        QualificationChoices = ["医師", "看護師", "臨床検査技師"],
        SpecialtyChoices = ["臨床化学", "臨床微生物", "病理"],
        OfficePhone = "022-0123-4567",
    };
}
