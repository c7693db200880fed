using MemberHub.Data;
using MemberHub.Domain.Reconciliation;
using MemberHub.Platform.Files.Deposits;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Reconciliation;

/// <summary>
/// Tells apart what a bank or an agent does not: a line without 照会番号, or 郵便振替 without barcode and ユーザー使用欄, that equals one of another file
/// is the same transfer told again, or a second one. It is the same where the account's balance after it is the same, or, where no balance is told,
/// when this file repeats the whole day of that file.
/// </summary>
internal sealed class UnnumberedLines(MemberHubDbContext database, DepositSource source)
{
    private readonly List<SkippedLine> skipped = [];

    /// <summary>How many lines equal one of another file and become a deposit all the same.</summary>
    public int Repeated { get; private set; }

    /// <summary>The lines that are taken for known without a proof.</summary>
    public IReadOnlyList<SkippedLine> Skipped => skipped;

    /// <summary>The lines, with the keys of those that they repeat, or keys of their own.</summary>
    public async Task<IReadOnlyList<DepositLine>> NameAsync(IReadOnlyList<DepositLine> lines, CancellationToken cancel)
    {
        // At an agent only 郵便振替 can be without a number, and 確報 of what another file announced repeats nothing.
        var money = lines.Where(line => line.Kind == DepositLineKind.Money && line.IsPostal == (source == DepositSource.AgentPostal)).ToList();
        if (money.TrueForAll(line => line.IsNumbered))
        {
            return lines;
        }

        var (accounts, days) = (money.Select(line => line.Account).Distinct().ToList(), money.Select(line => line.Day).Distinct().ToList());
        var known = (await database.UnmatchedDeposits
            .Where(item => item.ParentId == null && item.FileId != null && item.Source == source && accounts.Contains(item.Account) && days.Contains(item.ReceivedOn))
            .Select(item => new { item.Account, item.ReceivedOn, item.Key, item.FileId, item.BalanceAfter }).ToListAsync(cancel))
            .ToLookup(item => (item.Account, item.ReceivedOn), item => new KnownLine(item.Key, item.FileId!.Value, item.BalanceAfter));
        var keys = new Dictionary<DepositLine, string>(ReferenceEqualityComparer.Instance);
        foreach (var day in money.GroupBy(line => (line.Account, line.Day)))
        {
            Name([.. day], [.. known[day.Key]], keys);
        }

        return [.. lines.Select(line => keys.TryGetValue(line, out var key) ? line with { Key = key } : line)];
    }

    private void Name(List<DepositLine> day, List<KnownLine> known, Dictionary<DepositLine, string> keys)
    {
        var here = day.CountBy(line => LineKeys.Stem(line.Key)).ToDictionary(StringComparer.Ordinal);
        var repeated = known.GroupBy(line => line.FileId).Where(file => file.CountBy(line => line.Stem).All(pair => here.GetValueOrDefault(pair.Key) >= pair.Value))
            .Select(file => file.Key).ToHashSet();
        foreach (var alike in day.Where(line => !line.IsNumbered).GroupBy(line => LineKeys.Stem(line.Key)))
        {
            Name([.. alike], [.. known.Where(line => line.Stem == alike.Key).OrderBy(line => LineKeys.CountOf(line.Key))], repeated, keys);
        }
    }

    private void Name(List<DepositLine> alike, List<KnownLine> before, HashSet<long> repeated, Dictionary<DepositLine, string> keys)
    {
        var (stem, wasKnown) = (LineKeys.Stem(alike[0].Key), before.Count > 0);
        var next = wasKnown ? LineKeys.CountOf(before[^1].Key) + 1 : 1;
        var unproven = new List<DepositLine>();
        foreach (var line in alike)
        {
            if (line.BalanceAfter is null || !Take(line, before.Find(item => item.BalanceAfter == line.BalanceAfter), before, keys))
            {
                unproven.Add(line);
            }
        }

        foreach (var line in unproven)
        {
            if (Take(line, before.Find(item => repeated.Contains(item.FileId) && (item.BalanceAfter is null || line.BalanceAfter is null)), before, keys))
            {
                skipped.Add(new SkippedLine(line.Row, line.Day, line.Amount, line.Payer));
            }
            else
            {
                keys[line] = LineKeys.Nth(stem, next++);
                Repeated += wasKnown ? 1 : 0;
            }
        }
    }

    private static bool Take(DepositLine line, KnownLine? same, List<KnownLine> before, Dictionary<DepositLine, string> keys)
    {
        if (same is null)
        {
            return false;
        }

        keys[line] = same.Key;
        before.Remove(same);
        return true;
    }

    private sealed record KnownLine(string Key, long FileId, long? BalanceAfter)
    {
        public string Stem => LineKeys.Stem(Key);
    }
}
