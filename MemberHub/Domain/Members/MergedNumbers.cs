namespace MemberHub.Domain.Members;

/// <summary>A member who was merged into another (統合) and keeps nothing but the number.</summary>
/// <param name="Into">The key of the member it was merged into, who may have been merged into a third since.</param>
public sealed record MergedNumber(long Id, string Number, long Into);

/// <summary>Numbers that lead to another member since a merging (統合).</summary>
public static class MergedNumbers
{
    /// <summary>The numbers (会員番号) that lead to each member who stayed, by that member's key, however often they were merged on.</summary>
    public static ILookup<long, string> ByStaying(IReadOnlyCollection<MergedNumber> merged)
    {
        var into = merged.ToDictionary(row => row.Id, row => row.Into);
        return merged.OrderBy(row => row.Number, StringComparer.Ordinal).ToLookup(row => End(into, row.Into), row => row.Number);
    }

    private static long End(Dictionary<long, long> into, long id)
    {
        while (into.TryGetValue(id, out var next))
        {
            id = next;
        }

        return id;
    }
}
