using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Invoicing;

/// <summary>A member who was looked for, with what can be asked of an institution.</summary>
/// <param name="Years">All open years; empty when nothing can be paid now.</param>
public sealed record JointCandidate(long MemberId, string Number, string Name, string Institution, IReadOnlyList<OpenYear> Years)
{
    /// <summary>The years that no attempt to pay holds.</summary>
    public IReadOnlyList<OpenYear> Free => [.. Years.Where(year => year.HeldBy is null)];
}

/// <summary>Who was found for an invoice over several members.</summary>
/// <param name="Unknown">All that was typed and is no member's number, as it was typed.</param>
public sealed record JointChoice(IReadOnlyList<JointCandidate> Members, IReadOnlyList<string> Unknown)
{
    /// <summary>Members with something to be asked for.</summary>
    public IReadOnlyList<JointCandidate> Asked => [.. Members.Where(member => member.Free.Count > 0)];

    /// <summary>Members who owe nothing, or whose years are all in an attempt to pay.</summary>
    public IReadOnlyList<JointCandidate> LeftOut => [.. Members.Where(member => member.Free.Count == 0)];
}

/// <summary>Finds the members of an institution, by its name or by their numbers, with their open years; six statements.</summary>
public sealed class OpenJointChoice(MemberHubDatabases databases, TimeProvider clock)
{
    /// <summary>One invoice takes no more members.</summary>
    public const int MostMembers = 300;

    /// <summary>What its form carries: thirty open years of each member and more.</summary>
    public const int MostCharges = 10_000;

    /// <param name="institution">A part of the institution's name, or empty.</param>
    /// <param name="numbers">Member numbers, however they are separated; or empty.</param>
    public async Task<Result<JointChoice>> RunAsync(Actor actor, string institution, string numbers, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.IssueDocuments))
        {
            return new NotAllowed();
        }

        var typed = Words(numbers);
        var name = JapaneseText.Text(institution);
        if (typed.Count > MostMembers)
        {
            return new TooManyMembers(MostMembers);
        }

        await using var database = databases.Open(actor.SocietyId);
        var wanted = await MeantAsync(database, typed, cancel);
        List<MemberNumber> numbered = [.. wanted.Values.SelectMany(numbers => numbers).Distinct()];
        var found = await database.Members
            .Where(member => member.MergedIntoId == null && (numbered.Contains(member.Number) || (name != "" && member.Affiliations.Any(affiliation => affiliation.Details.Institution.Contains(name)))))
            .OrderBy(member => member.Number).Take(MostMembers + 1)
            .Select(member => new
            {
                member.Id,
                member.Number,
                member.Person.Name,
                Institution = member.Affiliations.Where(affiliation => name == "" || affiliation.Details.Institution.Contains(name)).OrderBy(affiliation => affiliation.Ordinal)
                    .Select(affiliation => affiliation.Details.Institution).FirstOrDefault() ?? "",
            }).ToListAsync(cancel);
        if (found.Count > MostMembers)
        {
            return new TooManyMembers(MostMembers);
        }

        var ids = found.ConvertAll(member => member.Id);
        var claims = (await database.ReadClaimsAsync(ids, clock.Today(), cancel)).ToDictionary(claim => claim.MemberId);
        var holders = await database.ReadHoldersAsync(ids, cancel);
        return new JointChoice(
            [.. found.Select(member => new JointCandidate(
                member.Id, member.Number.Digits, member.Name, member.Institution,
                [.. (claims.GetValueOrDefault(member.Id)?.Lines ?? []).Select(line => new OpenYear(line, holders.GetValueOrDefault(line.ChargeId)))]))],
            [.. typed.Where(word => !wanted.ContainsKey(word))]);
    }

    /// <summary>The words of a text that was typed or pasted, each once.</summary>
    private static List<string> Words(string text) =>
        [.. JapaneseText.Code(text.Replace('\n', ' ').Replace('\r', ' ').Replace('\t', ' ').Replace('　', ' ')).Split([' ', ',', '、', '，', ';'], StringSplitOptions.RemoveEmptyEntries).Distinct()];

    // By word: the number itself, or the ones it is but for leading zeros, which spreadsheets drop. Words that mean no member are not in it.
    private static async Task<Dictionary<string, List<MemberNumber>>> MeantAsync(MemberHubDbContext database, List<string> words, CancellationToken cancel)
    {
        var possible = words.Where(word => MemberNumber.TryParse(word, out _)).ToDictionary(
            word => word, word => Enumerable.Range(word.Length, MemberNumber.MaxLength - word.Length + 1).Select(length => MemberNumber.Parse(word.PadLeft(length, '0'))).ToList());
        List<MemberNumber> all = [.. possible.Values.SelectMany(numbers => numbers).Distinct()];
        var known = (await database.Members.Where(member => member.MergedIntoId == null && all.Contains(member.Number)).Select(member => member.Number).ToListAsync(cancel)).ToHashSet();
        return possible
            .Select(pair => (Word: pair.Key, Numbers: known.Contains(pair.Value[0]) ? [pair.Value[0]] : pair.Value.FindAll(known.Contains)))
            .Where(pair => pair.Numbers.Count > 0).ToDictionary(pair => pair.Word, pair => pair.Numbers);
    }
}
