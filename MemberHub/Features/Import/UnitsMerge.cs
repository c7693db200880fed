using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Imports;
using MemberHub.Domain;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Import;

/// <summary>
/// Counts the units (口数) of bodies (賛助会員など) from the newest annual dues that an import has brought: many rosters do not tell them, and without them the next billing would ask
/// for one unit. What the roster tells and what the office decided here stays. Persons have one unit, whatever they were charged.
/// </summary>
internal sealed class UnitsMerge(MemberHubDbContext database, ImportTable table, Actor? by, DateTime nowUtc)
{
    private readonly List<Counting> changes = [];
    private Dictionary<string, long> bodies = [];
    private Dictionary<string, long> ranks = [];
    private HashSet<long> decided = [];
    private DuesSchedule schedule = new([]);

    public List<Conflict> Conflicts { get; } = [];

    /// <summary>The rows that change how many units a member has.</summary>
    public IEnumerable<DuesRow> Rows => changes.Select(change => change.Row);

    /// <summary>The members who were there before and whose units change.</summary>
    public IEnumerable<long> Touched => changes.Select(change => change.MemberId).Where(id => id > 0);

    public async Task LoadAsync(CancellationToken cancel)
    {
        bodies = await database.MemberCategories.Where(category => category.IsOrganisation).ToDictionaryAsync(category => category.NameJa, category => category.Id, cancel);
        ranks = await database.Ranks.ToDictionaryAsync(rank => rank.NameJa, rank => rank.Id, cancel);
        decided = [.. await database.MemberChanges.Select(change => change.MemberId).Distinct().ToListAsync(cancel)];
        schedule = new DuesSchedule(await database.DuesRules.AsNoTracking().ToListAsync(cancel));
    }

    /// <summary>Compares the newest dues of each member, anew at each call.</summary>
    public void Compare(IEnumerable<DuesRow> newest, IReadOnlyDictionary<string, KnownMember> members)
    {
        changes.Clear();
        Conflicts.Clear();
        foreach (var row in newest)
        {
            var member = members[row.Key.Member];
            var (here, amount) = (member.Values.Units, new Yen(row.Values.Amount));
            if (!bodies.TryGetValue(member.Values[RosterColumn.Category], out var category) || member.TellsUnits || decided.Contains(member.Id) || here != member.Counted || amount == Yen.Zero)
            {
                continue;
            }

            if (schedule.UnitsIn(amount, category, ranks.TryGetValue(member.Values[RosterColumn.Rank], out var rank) ? rank : null, row.Key.Year) is not { } units)
            {
                Conflicts.Add(new Conflict(
                    table.Name, row.Source.Line, DuesValues.Columns[(int)DuesColumn.Amount], row.Key.Member,
                    $"{here}口", RosterValues.Text(row.Values.Amount), new UnitsUnclear(amount)));
            }
            else if (units != here)
            {
                changes.Add(new Counting(row, member.Id, here, units));
            }
        }
    }

    public async Task WriteAsync(IReadOnlyDictionary<string, KnownMember> members, CancellationToken cancel)
    {
        foreach (var part in changes.Chunk(200))
        {
            var (numbers, ids) = (part.Select(change => change.Row.Key.Member).ToList(), part.Select(change => members[change.Row.Key.Member].Id).ToList());
            var found = await database.Members.Where(member => ids.Contains(member.Id)).ToDictionaryAsync(member => member.Id, cancel);
            var counted = await database.ImportedRows.Where(row => row.Kind == ImportedKind.Units && numbers.Contains(row.Key)).ToDictionaryAsync(row => row.Key, cancel);
            foreach (var change in part)
            {
                var number = change.Row.Key.Member;
                var member = found[members[number].Id];

                // The office may have decided since the rows were compared.
                if (member.Units == change.Before)
                {
                    Write(member, change, counted.GetValueOrDefault(number));
                }
            }

            await database.SaveChangesAsync(cancel);
            database.ChangeTracker.Clear();
        }
    }

    private void Write(Member member, Counting change, ImportedRow? counted)
    {
        var (before, after) = (RosterValues.Text(change.Before), RosterValues.Text(change.Units));
        member.CountUnits(change.Units);
        if (counted is null)
        {
            database.Add(new ImportedRow { Kind = ImportedKind.Units, Key = change.Row.Key.Member, Json = after });
        }
        else
        {
            counted.Json = after;
        }

        database.Add(AuditTrail.By(
            by, nowUtc, nameof(ImportRosterAndDues), member.Id,
            new Dictionary<string, string[]> { [RosterValues.Columns[(int)RosterColumn.Units]] = [before, after] }));
    }

    private sealed record Counting(DuesRow Row, long MemberId, int Before, int Units);
}
