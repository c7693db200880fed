namespace MemberHub.Domain.Reconciliation;

/// <summary>Looks for the amounts that sum up to a total, and whether only they do. Bounded: 30 amounts and 200,000 steps.</summary>
public static class SubsetSum
{
    public const int MostAmounts = 30;

    private const int MostSteps = 200_000;

    /// <summary>
    /// The positions of the only subset with this sum, ascending. Null when there is none, when there are several of different amounts or places,
    /// or when that could not be found out within the bounds.
    /// </summary>
    public static IReadOnlyList<int>? Only(IReadOnlyList<Yen> amounts, Yen total)
    {
        if (amounts.Count is 0 or > MostAmounts || total <= Yen.Zero || amounts.Total() < total)
        {
            return null;
        }

        // Large ones first, and what the rest can still bring: most branches end at once.
        var order = Enumerable.Range(0, amounts.Count).Where(at => amounts[at] > Yen.Zero).OrderByDescending(at => amounts[at].Value).ToArray();
        var values = order.Select(at => amounts[at].Value).ToArray();
        var rest = new long[values.Length + 1];
        for (var i = values.Length - 1; i >= 0; i--)
        {
            rest[i] = checked(rest[i + 1] + values[i]);
        }

        var search = new Search(values, rest);
        search.From(0, total.Value);
        return search is { Found: { } found, Times: 1, Steps: <= MostSteps } ? [.. found.Select(at => order[at]).Order()] : null;
    }

    private sealed class Search(long[] values, long[] rest)
    {
        private readonly Stack<int> taken = [];

        public int Times { get; private set; }

        public int Steps { get; private set; }

        public int[]? Found { get; private set; }

        public void From(int at, long missing)
        {
            if (++Steps > MostSteps || Times > 1)
            {
                return;
            }

            if (missing == 0)
            {
                Times++;
                Found ??= [.. taken];
                return;
            }

            if (at == values.Length || rest[at] < missing)
            {
                return;
            }

            if (values[at] <= missing)
            {
                taken.Push(at);
                From(at + 1, missing - values[at]);
                taken.Pop();
            }

            From(at + 1, missing);
        }
    }
}
