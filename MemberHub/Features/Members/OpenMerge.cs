using MemberHub.Components.Texts;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Members;

/// <summary>One field of two members side by side.</summary>
public sealed record MergeLine(MergeField Field, string Keep, string Other)
{
    public bool Differs => Keep != Other;
}

/// <summary>Two members side by side, and what a merging would do.</summary>
/// <param name="Obstacle">Why it cannot be done now; null where it can.</param>
public sealed record MergeView(string Keep, int KeepVersion, string KeepName, string Other, int OtherVersion, string OtherName, IReadOnlyList<MergeLine> Lines, MergeCounts Moves, Refusal? Obstacle);

/// <summary>Opens two members side by side before they become one (統合).</summary>
public sealed class OpenMerge(MemberHubDatabases databases, IStringLocalizer<MembersText> text, TimeProvider clock)
{
    public async Task<Result<MergeView>> RunAsync(Actor actor, string keepNumber, string otherNumber, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.EditMembers))
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        var (keep, other) = (await database.FindToMergeAsync(keepNumber, cancel), await database.FindToMergeAsync(otherNumber, cancel));
        if (keep is null || other is null || keep.Id == other.Id)
        {
            return await database.MissingAsync(keep is null ? keepNumber : otherNumber, cancel);
        }

        await database.RecordLooksAsync(actor, [keep.Id, other.Id], clock.UtcNow(), cancel);
        var (mine, theirs) = (await ValuesAsync(database, keep, cancel), await ValuesAsync(database, other, cancel));
        var staying = await database.StayingChargesAsync(keep.Id, other.Id, cancel);
        return new MergeView(
            keep.Number.Digits, keep.Version, keep.Person.Name, other.Number.Digits, other.Version, other.Person.Name,
            [.. Enum.GetValues<MergeField>().Select(field => new MergeLine(field, mine[field], theirs[field]))],
            await database.CountMovesAsync(other.Id, staying, cancel),
            await database.ObstacleAsync(keep, other, cancel));
    }

    private async Task<Dictionary<MergeField, string>> ValuesAsync(MemberHubDbContext database, Member member, CancellationToken cancel)
    {
        var person = member.Person;
        var category = await database.MemberCategories.Where(row => row.Id == member.CategoryId).Select(row => row.NameJa).SingleAsync(cancel);
        var rank = await database.Ranks.Where(row => row.Id == member.RankId).Select(row => row.NameJa).SingleOrDefaultAsync(cancel);
        var account = await database.AccountMembers.Where(link => link.MemberId == member.Id)
            .Join(database.Users, link => link.AccountId, user => user.Id, (link, user) => new { user.UserName, user.Email }).SingleOrDefaultAsync(cancel);
        return new Dictionary<MergeField, string>
        {
            [MergeField.Name] = person.Name,
            [MergeField.Kana] = person.Kana,
            [MergeField.Sex] = text[$"Sex.{person.Sex}"],
            [MergeField.BirthDate] = Day(person.BirthDate),
            [MergeField.Classification] = Lines(category, rank ?? "", text["Merge.Units", Show.Count(member.Units)]),
            [MergeField.JoinedOn] = Day(member.JoinedOn),
            [MergeField.MobilePhone] = person.MobilePhone,
            [MergeField.Home] = Place(person.Home),
            [MergeField.Affiliations] = string.Join("\n", member.Affiliations.Select(work => Lines(work.Details.Institution, work.Details.Department, Place(work.Details.Place)))),
            [MergeField.MailingDestination] = text[$"Mail.{person.MailingDestination}"],
            [MergeField.Expertise] = string.Join('、', person.Qualifications.Concat(person.Specialties)),
            [MergeField.Account] = Lines(account?.UserName ?? "", account?.Email ?? ""),
        };
    }

    private static string Day(DateOnly? day) => day is { } known ? Show.Date(known) : "";

    private static string Place(PostalAddress place) => Lines(place.PostalCode.Length > 0 ? "〒" + place.PostalCode : "", place.Address, place.Phone);

    private static string Lines(params string[] lines) => string.Join('\n', lines.Where(line => line.Length > 0));
}
