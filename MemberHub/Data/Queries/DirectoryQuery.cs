using MemberHub.Data.Conversions;
using MemberHub.Data.Search;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Data.Queries;

/// <summary>What members find of each other (会員検索). Hidden fields are neither searched nor answered.</summary>
public static class DirectoryQuery
{
    /// <summary>The members whose name or reading has all the terms, in the order of their readings; nobody who has left or is kept out.</summary>
    /// <returns>The first so many, and how many there are.</returns>
    public static async Task<(IReadOnlyList<long> Ids, int Count)> FindInDirectoryAsync(
        this MemberHubDbContext database, MemberIndex index, IReadOnlyList<SearchTerm> terms, int most, DateOnly today, CancellationToken cancel)
    {
        var found = (await index.ReadAsync(database, cancel)).Where(member => !member.IsUnlisted && !(member.WithdrawnOn <= today) && member.IsNamed(terms)).ToList();
        var first = found.OrderBy(member => member.Spoken, StringComparer.Ordinal).ThenBy(member => member.NameKey, StringComparer.Ordinal).ThenBy(member => member.Id).Take(most);
        return ([.. first.Select(member => member.Id)], found.Count);
    }

    /// <summary>What others see of these members, in this order: two statements.</summary>
    public static async Task<IReadOnlyList<DirectoryEntry>> ReadDirectoryAsync(this MemberHubDbContext database, IReadOnlyList<long> ids, CancellationToken cancel)
    {
        // The sign before SocietyId keeps SQLite, which has no statistics, from walking all members of the society for these few.
        var rows = await database.Database.SqlQuery<Row>($"""
            SELECT m."Id", m."Name", m."Kana", m."Visible", m."MobilePhone", m."HomePostalCode", m."HomeAddress", m."HomePhone", m."Qualifications", m."Specialties",
                c."Code", c."NameJa", c."NameEn",
                (SELECT a."Email" FROM "AccountMembers" l JOIN "Accounts" a ON a."Id" = l."AccountId" WHERE l."MemberId" = m."Id") AS "Email"
            FROM "Members" m JOIN "MemberCategories" c ON c."Id" = m."CategoryId" WHERE +m."SocietyId" = {database.ShownSociety}
            """).Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancel);
        var works = (await database.Database.SqlQuery<Work>($"""
            SELECT "MemberId", "Ordinal", "Institution", "Department", "PostalCode", "Address", "Phone", "Visible" FROM "Affiliations" WHERE +"SocietyId" = {database.ShownSociety}
            """).Where(work => ids.Contains(work.MemberId)).OrderBy(work => work.Ordinal).ToListAsync(cancel)).ToLookup(work => work.MemberId);
        return [.. ids.Where(rows.ContainsKey).Select(id => Entry(rows[id], works[id]))];
    }

    private static DirectoryEntry Entry(Row row, IEnumerable<Work> works)
    {
        var person = new PersonalDetails
        {
            Name = row.Name,
            Kana = row.Kana,
            Visible = (VisibleFields)row.Visible,
            MobilePhone = row.MobilePhone,
            Home = new PostalAddress { PostalCode = row.HomePostalCode, Address = row.HomeAddress, Phone = row.HomePhone },
            Qualifications = WordLists.Read(row.Qualifications),
            Specialties = WordLists.Read(row.Specialties),
        };
        return DirectoryEntry.Of(person, works.Select(Details), row.Email ?? "", new MemberCategory(row.Code, row.NameJa, row.NameEn));
    }

    private static AffiliationDetails Details(Work work) => new()
    {
        Institution = work.Institution,
        Department = work.Department,
        Place = new PostalAddress { PostalCode = work.PostalCode, Address = work.Address, Phone = work.Phone },
        Visible = (VisibleFields)work.Visible,
    };

    private sealed record Row(
        long Id, string Name, string Kana, int Visible, string MobilePhone, string HomePostalCode, string HomeAddress, string HomePhone, string Qualifications, string Specialties,
        string Code, string NameJa, string NameEn, string? Email);

    private sealed record Work(long MemberId, int Ordinal, string Institution, string Department, string PostalCode, string Address, string Phone, int Visible);
}
