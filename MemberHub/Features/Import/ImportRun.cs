using MemberHub.Data;
using MemberHub.Data.Ledger;
using MemberHub.Data.Queries;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Import;

/// <summary>The steps of one import within its transaction, in the order in which they need each other.</summary>
internal sealed class ImportRun(
    MemberHubDbContext database, ImportTable roster, ImportTable dues, PaymentCalendar calendar, RosterEnds ends, Actor? by, DateTime nowUtc,
    Action<ImportProgress> progress)
{
    // So many rows are locked by one statement.
    private const int LockBatch = 1_000;

    private readonly RosterMerge members = new(database, roster, ends, by, nowUtc);
    private readonly DuesMerge charges = new(database, dues, calendar, by, nowUtc);
    private readonly UnitsMerge units = new(database, dues, by, nowUtc);
    private readonly List<Rejection> rosterFaults = [];
    private readonly List<Rejection> duesFaults = [];

    public bool HasFaults => rosterFaults.Count + duesFaults.Count > 0;

    /// <param name="writes">What is found will be written: members whose money it concerns are locked.</param>
    public async Task CheckAsync(bool writes, CancellationToken cancel)
    {
        await members.LoadAsync(cancel);
        var rosterRows = new RosterReader(roster, members.CategoryNames, members.RankNames);
        rosterRows.ReadAll(done => progress(new ImportProgress(ImportStage.CheckingRoster, done, roster.Rows.Count)));
        members.Compare(rosterRows);

        await charges.LoadAsync(cancel);
        await units.LoadAsync(cancel);
        var duesRows = new DuesReader(dues, members.Members.Keys.ToHashSet(), rosterRows.Numbers, calendar);
        duesRows.ReadAll(done => progress(new ImportProgress(ImportStage.CheckingDues, done, dues.Rows.Count)));
        Compare(duesRows.Good);
        if (writes && database.Database.IsNpgsql())
        {
            await LockAsync(duesRows.Good, cancel);
        }

        rosterFaults.AddRange(rosterRows.Rejected.Concat(members.Rejected).OrderBy(fault => fault.Line));
        duesFaults.AddRange(duesRows.Rejected.Concat(charges.Rejected).OrderBy(fault => fault.Line));
    }

    // Money may have come for these members since they were looked at, and one of them may have been merged away. What is locked is looked at once more.
    // All that is written is locked here, in one order with everybody else. SQLite lets one writer in anyway.
    private async Task LockAsync(IReadOnlyCollection<DuesRow> rows, CancellationToken cancel)
    {
        var touched = members.Touched.Concat(charges.Touched(members.Members)).Concat(units.Touched).Distinct().Order().ToList();
        foreach (var part in touched.Chunk(LockBatch))
        {
            await database.LockLedgersAsync(part, cancel);
        }

        if (touched.Count > 0)
        {
            var gone = await database.Members.Where(member => touched.Contains(member.Id) && member.MergedIntoId != null).Select(member => member.Number).ToListAsync(cancel);
            members.Leave(gone.Select(number => number.Digits).ToHashSet());
            await charges.LoadAgainAsync(touched, cancel);
            Compare(rows);
        }
    }

    private void Compare(IReadOnlyCollection<DuesRow> rows)
    {
        charges.Compare(rows, members.Members);
        units.Compare(charges.NewestAnnual(rows, members.Members), members.Members);
    }

    /// <summary>Writes what the checks found new or changed.</summary>
    public async Task WriteAsync(CancellationToken cancel)
    {
        database.ChangeTracker.Clear();
        progress(new ImportProgress(ImportStage.WritingMembers, 0, members.Created + members.Updated));
        await members.WriteAsync(cancel);
        progress(new ImportProgress(ImportStage.WritingDues, 0, charges.Created + DuesUpdated));
        await charges.WriteAsync(members.Members, cancel);
        await units.WriteAsync(members.Members, cancel);
        await ends.SettleAsync(cancel);
    }

    public ImportReport Report(bool refused, bool dryRun, OpenDues totals) => new()
    {
        Members = Count(roster, rosterFaults, refused, members.Created, members.Updated),
        Dues = Count(dues, duesFaults, refused, charges.Created, DuesUpdated),
        Rejected = [.. rosterFaults, .. duesFaults],
        Conflicts = [.. members.Conflicts, .. charges.Conflicts, .. units.Conflicts],
        Accounts = members.Accounts,
        Ends = ends.Counts,
        Ignored = [.. Ignored(roster), .. Ignored(dues)],
        Files = [new(roster.Name, roster.Header, roster.Encoding, rosterFaults), new(dues.Name, dues.Header, dues.Encoding, duesFaults)],
        Refused = refused,
        DryRun = dryRun,
        Totals = totals,
    };

    // A row from which only the units are counted changes something, too.
    private int DuesUpdated => charges.Updated + charges.CountUnwritten(units.Rows);

    private static ImportCounts Count(ImportTable table, List<Rejection> faults, bool refused, int created, int updated)
    {
        var (read, rejected) = (table.Rows.Count, faults.Select(fault => fault.Line).Distinct().Count());
        return refused
            ? new ImportCounts(read, Rejected: rejected)
            : new ImportCounts(read, created, updated, read - created - updated - rejected, rejected);
    }

    private static IEnumerable<IgnoredColumn> Ignored(ImportTable table) => table.Unknown.Select(column => new IgnoredColumn(table.Name, column));
}
