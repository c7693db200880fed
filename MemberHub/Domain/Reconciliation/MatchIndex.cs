using MemberHub.Domain.Documents;

namespace MemberHub.Domain.Reconciliation;

/// <summary>Members, orders and known payers by everything that a bank's text can carry.</summary>
internal sealed class MatchIndex
{
    // A shorter name would be found within too many others.
    private const int ShortestPart = 5;
    private const int ShortestNumber = 4;

    private readonly Dictionary<long, MatchMember> members;
    private readonly ILookup<long, MatchOrder> waiting;
    private readonly ILookup<string, MatchOrder> byInvoice;
    private readonly Dictionary<string, MatchOrder> byReference;
    private readonly Dictionary<string, MatchOrder> bySlip;
    private readonly ILookup<string, long> byNumber;
    private readonly ILookup<string, (long MemberId, string Number)> byShortNumber;
    private readonly ILookup<string, long> byKey;
    private readonly ILookup<string, long> byLooseKey;
    private readonly ILookup<string, long> byPayer;
    private readonly ILookup<Yen, long> byClaim;
    private readonly (string Key, long MemberId)[] sorted;

    public MatchIndex(IEnumerable<MatchMember> members, IEnumerable<MatchOrder> orders, IEnumerable<(string Payer, long MemberId)> aliases)
    {
        this.members = members.ToDictionary(member => member.MemberId);
        var all = this.members.Values;
        var known = orders.Where(order => this.members.ContainsKey(order.MemberId)).ToList();
        waiting = known.Where(order => order.TakesDeposits).ToLookup(order => order.MemberId);
        byInvoice = known.SelectMany(order => order.Former.Append(order.Invoice).SelectMany(Written).Select(number => (number, order)))
            .ToLookup(pair => pair.number, pair => pair.order, StringComparer.Ordinal);
        byReference = known.DistinctBy(order => order.Reference).ToDictionary(order => order.Reference, StringComparer.Ordinal);
        bySlip = known.Where(order => order.Slip.Length > 0).DistinctBy(order => order.Slip).ToDictionary(order => order.Slip, StringComparer.Ordinal);
        var numbered = all.SelectMany(member => member.Numbers.Select(number => (member.MemberId, Number: number))).ToList();
        byNumber = numbered.ToLookup(pair => pair.Number, pair => pair.MemberId, StringComparer.Ordinal);
        byShortNumber = numbered.ToLookup(pair => pair.Number.TrimStart('0'), StringComparer.Ordinal);
        byKey = all.Where(member => member.Key.Length > 1).ToLookup(member => member.Key, member => member.MemberId, StringComparer.Ordinal);
        byLooseKey = all.Where(member => member.Key.Length > 1).ToLookup(member => PayerName.Loosen(member.Key), member => member.MemberId, StringComparer.Ordinal);
        byPayer = aliases.ToLookup(alias => alias.Payer, alias => alias.MemberId, StringComparer.Ordinal);
        byClaim = all.Where(member => member.Charges.Count > 0).ToLookup(member => MemberFit.Claim(member).Total(charge => charge.Open), member => member.MemberId);
        sorted = [.. all.Select(member => (member.Key, member.MemberId)).OrderBy(pair => pair.Key, StringComparer.Ordinal)];
    }

    public MatchMember? Member(long memberId) => members.GetValueOrDefault(memberId);

    public IReadOnlyList<MatchOrder> OrdersOf(long memberId) => [.. waiting[memberId]];

    public IEnumerable<MatchOrder> WithInvoice(string number) => byInvoice[number];

    public MatchOrder? WithReference(string reference) => byReference.GetValueOrDefault(reference);

    public MatchOrder? WithSlip(string number) => bySlip.GetValueOrDefault(number);

    public IEnumerable<long> WithNumber(string number) => byNumber[number];

    /// <summary>Members with the whole number that this is but for leading zeros.</summary>
    public IEnumerable<(long MemberId, string Number)> WithNearNumber(string number) =>
        number.TrimStart('0') is { Length: >= ShortestNumber } bare ? byShortNumber[bare] : [];

    public IEnumerable<long> WithKey(string key) => byKey[key];

    public IEnumerable<long> WithLooseKey(string key) => byLooseKey[PayerName.Loosen(key)];

    public IEnumerable<long> PaidForBy(string key) => byPayer[key];

    public int OwingExactly(Yen amount) => byClaim[amount].Count();

    /// <summary>Members whose whole name begins or ends the payer's, or whose name the bank has cut to the payer's.</summary>
    public IEnumerable<long> WithPart(string key)
    {
        for (var length = key.Length - 1; length >= ShortestPart; length--)
        {
            foreach (var memberId in byKey[key[..length]].Concat(byKey[key[^length..]]))
            {
                yield return memberId;
            }
        }

        if (key.Length >= ShortestPart)
        {
            foreach (var memberId in Beginning(key))
            {
                yield return memberId;
            }
        }
    }

    public IReadOnlyList<MatchMember> Search(string typed, int most)
    {
        var key = PayerName.Fold(typed);
        var digits = string.Concat(PayerName.Numbers(typed));
        var name = Bare(typed);
        return
        [
            .. members.Values
                .Where(member => (digits.Length > 0 && member.Numbers.Any(number => number.EndsWith(digits, StringComparison.Ordinal)))
                    || (digits.Length == 0 && key.Length > 0 && member.Key.Contains(key, StringComparison.Ordinal))
                    || (digits.Length == 0 && name.Length > 0 && Bare(member.Name).Contains(name, StringComparison.Ordinal)))
                .OrderBy(member => member.Number, StringComparer.Ordinal).Take(most),
        ];
    }

    private static string Bare(string name) => name.Replace(" ", "", StringComparison.Ordinal).Replace("\u3000", "", StringComparison.Ordinal);

    private IEnumerable<long> Beginning(string key)
    {
        var (from, until) = (0, sorted.Length);
        while (from < until)
        {
            var middle = (from + until) / 2;
            (from, until) = string.CompareOrdinal(sorted[middle].Key, key) < 0 ? (middle + 1, until) : (from, middle);
        }

        for (; from < sorted.Length && sorted[from].Key.StartsWith(key, StringComparison.Ordinal); from++)
        {
            yield return sorted[from].MemberId;
        }
    }

    // 000482, and 2026000482 for who writes the whole number.
    private static IEnumerable<string> Written(string invoice) =>
        DocumentNumber.TryParse(invoice, out var number) ? [number.Digits, $"{number.Year}{number.Digits}"] : [];
}
