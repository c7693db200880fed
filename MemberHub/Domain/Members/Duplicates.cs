namespace MemberHub.Domain.Members;

/// <summary>Why two members may be the same person or body (重複の疑い).</summary>
public enum DuplicateReason
{
    /// <summary>氏名 and 生年月日.</summary>
    NameAndBirthDate,

    /// <summary>ふりがな and 生年月日.</summary>
    KanaAndBirthDate,

    /// <summary>氏名 and a telephone number.</summary>
    NameAndPhone,

    /// <summary>携帯番号.</summary>
    MobilePhone,

    /// <summary>氏名 and a postal code.</summary>
    NameAndPostalCode,

    /// <summary>氏名 and 所属機関.</summary>
    NameAndInstitution,
}

/// <summary>What duplicates are recognised by. Texts are as they were typed.</summary>
public sealed record DuplicateClues(long Id, string Name, string Kana, DateOnly? BirthDate, string MobilePhone, IReadOnlyList<string> Phones, IReadOnlyList<string> PostalCodes, string Institution);

/// <summary>Two members who look the same.</summary>
/// <param name="First">The one with the lower key.</param>
public sealed record DuplicatePair(long First, long Second, IReadOnlyList<DuplicateReason> Reasons);

/// <summary>Finds members who look the same: names folded as the search folds them, so that 髙橋 is 高橋 and the spaces between do not count.</summary>
public static class Duplicates
{
    // A clue that more people share than this is no clue: the telephone of a hospital, say.
    private const int Common = 8;

    /// <summary>The pairs, those with the most reasons first.</summary>
    public static IReadOnlyList<DuplicatePair> Of(IEnumerable<DuplicateClues> members)
    {
        var clues = new Dictionary<(DuplicateReason Reason, string Key), List<long>>();
        foreach (var member in members)
        {
            foreach (var clue in CluesOf(member).Distinct())
            {
                if (!clues.TryGetValue(clue, out var holders))
                {
                    clues.Add(clue, holders = []);
                }

                holders.Add(member.Id);
            }
        }

        var pairs = new Dictionary<(long First, long Second), SortedSet<DuplicateReason>>();
        foreach (var ((reason, _), holders) in clues.Where(clue => clue.Value.Count is > 1 and <= Common))
        {
            foreach (var pair in holders.SelectMany((one, index) => holders.Skip(index + 1).Select(other => (Math.Min(one, other), Math.Max(one, other)))))
            {
                (pairs.TryGetValue(pair, out var reasons) ? reasons : pairs[pair] = []).Add(reason);
            }
        }

        return [.. pairs.Select(pair => new DuplicatePair(pair.Key.First, pair.Key.Second, [.. pair.Value])).OrderByDescending(pair => pair.Reasons.Count).ThenBy(pair => pair.First).ThenBy(pair => pair.Second)];
    }

    private static IEnumerable<(DuplicateReason, string)> CluesOf(DuplicateClues member)
    {
        var (name, kana, mobile) = (SearchText.Key(member.Name), SearchText.Key(member.Kana), Digits(member.MobilePhone));
        if (member.BirthDate is { } born)
        {
            yield return (DuplicateReason.NameAndBirthDate, $"{name}|{born:O}");
            if (kana.Length > 0)
            {
                yield return (DuplicateReason.KanaAndBirthDate, $"{kana}|{born:O}");
            }
        }

        if (mobile.Length > 0)
        {
            yield return (DuplicateReason.MobilePhone, mobile);
        }

        foreach (var phone in member.Phones.Append(member.MobilePhone).Select(Digits).Where(phone => phone.Length > 0))
        {
            yield return (DuplicateReason.NameAndPhone, $"{name}|{phone}");
        }

        foreach (var postal in member.PostalCodes.Select(Digits).Where(postal => postal.Length > 0))
        {
            yield return (DuplicateReason.NameAndPostalCode, $"{name}|{postal}");
        }

        if (member.Institution.Length > 0)
        {
            yield return (DuplicateReason.NameAndInstitution, $"{name}|{SearchText.Key(member.Institution)}");
        }
    }

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));
}
