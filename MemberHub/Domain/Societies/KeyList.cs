using System.Globalization;

namespace MemberHub.Domain.Societies;

/// <summary>Keys of categories or ranks in one column: with a comma before and behind each, so that a statement can ask whether one is among them. Empty for all.</summary>
public static class KeyList
{
    public const int MaxLength = 400;

    /// <summary>In ascending order: ",2,7,".</summary>
    public static string Write(IEnumerable<long>? keys)
    {
        var written = string.Join(',', (keys ?? []).Distinct().Order().Select(key => key.ToString(CultureInfo.InvariantCulture)));
        return written.Length > 0 ? $",{written}," : "";
    }

    /// <summary>The keys, also of a list without the outer commas.</summary>
    public static IReadOnlyList<long> Read(string text) => [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(key => long.Parse(key, CultureInfo.InvariantCulture))];
}
