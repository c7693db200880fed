using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Members;

/// <summary>One of a pair, as the list shows them.</summary>
public sealed record DuplicateSide(string Number, string Name, DateOnly? BirthDate, string Institution, DateOnly? WithdrawnOn);

/// <summary>Two members who look the same.</summary>
public sealed record DuplicateRow(DuplicateSide First, DuplicateSide Second, IReadOnlyList<DuplicateReason> Reasons);

/// <summary>A page of the pairs.</summary>
public sealed record DuplicateList(IReadOnlyList<DuplicateRow> Rows, int Count, int Page, int Pages);

/// <summary>Looks for members who are there twice (重複の確認); four statements, whatever the number of members.</summary>
public sealed class FindDuplicates(MemberHubDatabases databases)
{
    private const int PageSize = 50;

    public async Task<Result<DuplicateList>> RunAsync(Actor actor, int page, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.EditMembers))
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        var members = await database.Members.Where(member => member.MergedIntoId == null).Select(member => new
        {
            member.Id,
            member.Number,
            member.Person.Name,
            member.Person.Kana,
            member.Person.BirthDate,
            member.Person.MobilePhone,
            member.Person.Home.Phone,
            member.Person.Home.PostalCode,
            member.WithdrawnOn,
        }).AsNoTracking().ToListAsync(cancel);
        var works = (await database.Affiliations.Where(work => work.Ordinal == 1).Select(work => new { work.MemberId, work.Details.Institution, work.Details.Place.Phone, work.Details.Place.PostalCode })
            .AsNoTracking().ToListAsync(cancel)).ToDictionary(work => work.MemberId);
        var apart = (await database.DistinctMembers.Select(pair => new { pair.FirstId, pair.SecondId }).ToListAsync(cancel)).Select(pair => (pair.FirstId, pair.SecondId)).ToHashSet();
        var pairs = Duplicates.Of(members.Select(member =>
        {
            var work = works.GetValueOrDefault(member.Id);
            return new DuplicateClues(
                member.Id, member.Name, member.Kana, member.BirthDate, member.MobilePhone, [member.Phone, work?.Phone ?? ""], [member.PostalCode, work?.PostalCode ?? ""], work?.Institution ?? "");
        })).Where(pair => !apart.Contains((pair.First, pair.Second))).ToList();
        var pages = Math.Max(1, (pairs.Count + PageSize - 1) / PageSize);
        var shown = Math.Clamp(page, 1, pages);
        var sides = members.ToDictionary(
            member => member.Id, member => new DuplicateSide(member.Number.Digits, member.Name, member.BirthDate, works.GetValueOrDefault(member.Id)?.Institution ?? "", member.WithdrawnOn));
        return new DuplicateList(
            [.. pairs.Skip((shown - 1) * PageSize).Take(PageSize).Select(pair => new DuplicateRow(sides[pair.First], sides[pair.Second], pair.Reasons))], pairs.Count, shown, pages);
    }
}
