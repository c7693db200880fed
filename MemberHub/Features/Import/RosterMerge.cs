using System.Globalization;
using MemberHub.Data;
using MemberHub.Data.Accounts;
using MemberHub.Data.Audit;
using MemberHub.Data.Bulk;
using MemberHub.Data.Imports;
using MemberHub.Domain;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Import;

/// <summary>A member that dues can be charged to.</summary>
/// <param name="Id">0 for one about to be created.</param>
/// <param name="Values">What the member is once the roster is in.</param>
/// <param name="TellsUnits">The roster told the units (口数) when it was last read.</param>
/// <param name="Counted">The units that the last import counted from the dues; 1 where none did.</param>
internal sealed record KnownMember(long Id, RosterValues Values, bool TellsUnits, int Counted);

/// <summary>
/// Compares three states of each member column by column: the file, what it started from, and what MemberHub has. It started from what was taken out, where the row
/// tells of that, else from what the last import read. What only the file changed is taken; what was changed here stays.
/// </summary>
internal sealed class RosterMerge(MemberHubDbContext database, ImportTable table, RosterEnds ends, Actor? by, DateTime nowUtc)
{
    private static readonly AccountNormalizer Normalizer = new();

    private readonly Dictionary<string, MemberCategory> categories = [];
    private readonly Dictionary<string, Rank> ranks = [];
    private readonly Dictionary<string, Existing> existing = [];
    private readonly HashSet<string> merged = [];
    private readonly HashSet<long> staff = [];
    private readonly HashSet<long> elsewhere = [];
    private readonly AccountNames names = new();
    private readonly List<NamesWish> granted = [];
    private readonly List<RosterRow> created = [];
    private readonly List<(Existing Member, RosterValues Merged, RosterRow Row)> updated = [];
    private readonly List<(Existing Member, RosterRow Row)> reread = [];

    public IReadOnlyCollection<string> CategoryNames => categories.Keys;

    public IReadOnlyCollection<string> RankNames => ranks.Keys;

    /// <summary>The members of the society and those about to be created, by number; keys of new ones are known once written.</summary>
    public Dictionary<string, KnownMember> Members { get; } = [];

    public List<Rejection> Rejected { get; } = [];

    public List<Conflict> Conflicts { get; } = [];

    public int Created => created.Count;

    public int Updated => updated.Count;

    /// <summary>The members whose rows are to be changed.</summary>
    public IEnumerable<long> Touched => updated.Select(change => change.Member.Id);

    /// <summary>The accounts of which the file changes how somebody signs in.</summary>
    public IReadOnlyList<AccountChange> Accounts => [.. updated.SelectMany(change => AccountChangeOf(change.Member, change.Merged))];

    public async Task LoadAsync(CancellationToken cancel)
    {
        foreach (var category in await database.MemberCategories.ToListAsync(cancel))
        {
            categories.Add(category.NameJa, category);
        }

        foreach (var rank in await database.Ranks.ToListAsync(cancel))
        {
            ranks.Add(rank.NameJa, rank);
        }

        var accounts = await database.Users.AsNoTracking().ToDictionaryAsync(account => account.Id, cancel);
        foreach (var account in accounts.Values)
        {
            names.Know(account);
        }

        staff.UnionWith(await database.StaffAssignments.AcrossSocieties().Select(assignment => assignment.AccountId).ToListAsync(cancel));
        var own = database.ShownSociety;
        elsewhere.UnionWith(await database.AccountMembers.AcrossSocieties().Where(link => link.SocietyId != own).Select(link => link.AccountId).ToListAsync(cancel));
        var links = await database.AccountMembers.AsNoTracking().ToDictionaryAsync(link => link.MemberId, link => link.AccountId, cancel);
        var imported = await database.ImportedRows.AsNoTracking().Where(row => row.Kind == ImportedKind.Member).ToDictionaryAsync(row => row.Key, cancel);
        var counted = await database.ImportedRows.AsNoTracking().Where(row => row.Kind == ImportedKind.Units).ToDictionaryAsync(row => row.Key, row => row.Json, cancel);
        var categoryNames = categories.Values.ToDictionary(category => category.Id, category => category.NameJa);
        var rankNames = ranks.Values.ToDictionary(rank => rank.Id, rank => rank.NameJa);

        // Read apart: joined, SQLite looks through all affiliations of the society for each member.
        var works = (await database.Affiliations.AsNoTracking().Where(work => work.Ordinal == 1).ToListAsync(cancel))
            .ToDictionary(work => work.MemberId, work => work.Details);
        foreach (var member in await database.Members.AsNoTracking().ToListAsync(cancel))
        {
            if (member.MergedIntoId is not null)
            {
                merged.Add(member.Number.Digits);
                continue;
            }

            var account = links.TryGetValue(member.Id, out var accountId) ? accounts[accountId] : null;
            var category = categoryNames[member.CategoryId];
            var here = RosterValues.Of(
                member, works.GetValueOrDefault(member.Id) ?? new(), account, category, member.RankId is { } rank ? rankNames[rank] : "");
            var read = imported.TryGetValue(member.Number.Digits, out var row) ? RosterValues.FromJson(row.Json) : null;
            var known = new Existing(member.Id, account?.Id, here, read, counted.TryGetValue(member.Number.Digits, out var units) ? int.Parse(units, CultureInfo.InvariantCulture) : 1);
            existing.Add(member.Number.Digits, known);
            Members.Add(member.Number.Digits, new KnownMember(member.Id, here, read is { TellUnits: true }, known.Counted));
        }
    }

    public void Compare(RosterReader file)
    {
        var rows = file.Good.Select(row => (Row: row, Compared: existing.TryGetValue(row.Number.Digits, out var member) ? Compare(row, member) : null)).ToList();
        var wishes = rows.Where(row => !merged.Contains(row.Row.Number.Digits) && row.Compared is not { ChangesNothing: true })
            .ToDictionary(row => row.Row, row => row.Compared is { } compared
                ? new NamesWish(row.Row, compared.Member.AccountId, compared.Member.AccountId is null ? null : compared.Member.Here, compared.Merged)
                : new NamesWish(row.Row, null, null, row.Row.Values));
        var refused = names.Judge(
            [.. wishes.Values], number => existing.ContainsKey(number) || merged.Contains(number) || file.Numbers.ContainsKey(number), file.Emails.ContainsKey);
        foreach (var (row, compared) in rows)
        {
            if (merged.Contains(row.Number.Digits))
            {
                Refuse(row, RosterColumn.Number, new NumberWasMerged(row.Number.Digits));
            }
            else if (!wishes.TryGetValue(row, out var wish))
            {
                Keep(compared!);
            }
            else if (refused.TryGetValue(wish, out var faults))
            {
                faults.ToList().ForEach(fault => Refuse(row, fault.Column, fault.Reason));
            }
            else
            {
                Grant(wish, compared);
            }
        }
    }

    /// <summary>Takes out who was merged away since the rows were compared; dues are no longer taken for them either.</summary>
    public void Leave(IReadOnlySet<string> numbers)
    {
        foreach (var (_, _, row) in updated.Where(change => numbers.Contains(change.Row.Number.Digits)))
        {
            Refuse(row, RosterColumn.Number, new NumberWasMerged(row.Number.Digits));
        }

        updated.RemoveAll(change => numbers.Contains(change.Row.Number.Digits));
        granted.RemoveAll(wish => numbers.Contains(wish.Row.Number.Digits));
        foreach (var number in numbers)
        {
            Members.Remove(number);
        }
    }

    public async Task WriteAsync(CancellationToken cancel)
    {
        await FreeNamesAsync(cancel);
        await WriteCreatedAsync(cancel);
        await WriteUpdatedAsync(cancel);
    }

    // No two accounts have one name at any moment, so two that exchange theirs have none in between.
    private async Task FreeNamesAsync(CancellationToken cancel)
    {
        foreach (var part in AccountNames.PassingOn(granted).Chunk(500))
        {
            await database.Users.Where(account => part.Contains(account.Id)).ExecuteUpdateAsync(
                set => set.SetProperty(account => account.NormalizedUserName, account => "~" + account.Id).SetProperty(account => account.NormalizedEmail, (string?)null), cancel);
        }
    }

    private Comparison Compare(RosterRow row, Existing member)
    {
        var before = member.Imported;
        var merged = member.Here.Copy();
        var conflicts = new List<Conflict>();
        for (var column = RosterColumn.Name; column <= RosterColumn.Units; column++)
        {
            var (offered, here) = (row.Values[column], member.Here[column]);
            if (offered == here || (column == RosterColumn.Units && !row.Values.TellUnits) || (row.Print is { } print && IsAsTakenOut(print, column, offered, here)))
            {
                continue;
            }

            if ((WhyOwners(column, member) ?? WhyChanged(row.Print, member, column, here)) is { } reason)
            {
                conflicts.Add(new Conflict(table.Name, row.Source.Line, RosterValues.Columns[(int)column], row.Number.Digits, here, offered, reason));
            }
            else
            {
                merged[column] = offered;
            }
        }

        // A row that was taken out starts the next time from what is taken out then. One that differs from a member no import has read says nothing that the next one could start from.
        return new Comparison(row, member, merged, conflicts, IsNews: row.Print is null && (before is null ? conflicts.Count == 0 : !before.SameAs(row.Values)));
    }

    private bool IsAsTakenOut(RowPrint print, RosterColumn column, string offered, string here) =>
        print.Says(column, offered) || Spreadsheet.TookZeros(here, offered) || Spreadsheet.LostSigns(here, offered, table.Encoding);

    // Who may write a file of members may not thereby sign in as a colleague, nor change the way into another society.
    private Refusal? WhyOwners(RosterColumn column, Existing member) =>
        column is not (RosterColumn.LoginId or RosterColumn.Email) || member.AccountId is not { } account ? null
        : staff.Contains(account) ? new AccountOfStaff()
        : elsewhere.Contains(account) ? new AccountOfSeveral()
        : null;

    private static Refusal? WhyChanged(RowPrint? print, Existing member, RosterColumn column, string here) => (print, member.Imported) switch
    {
        ({ } taken, _) => taken.Says(column, here) ? null : new ChangedSinceExport(),
        (_, { TellUnits: false }) when column == RosterColumn.Units => RosterValues.Text(member.Counted) == here ? null : new ChangedHere(),
        (_, { } read) => read[column] == here ? null : new ChangedHere(),
        _ => new NothingToCompare(),
    };

    private static IEnumerable<AccountChange> AccountChangeOf(Existing member, RosterValues merged)
    {
        var (loginId, old, email) = (merged[RosterColumn.LoginId], member.Here[RosterColumn.Email], merged[RosterColumn.Email]);
        var isRenamed = loginId != member.Here[RosterColumn.LoginId];
        return member.AccountId is { } account && (isRenamed || old != email) ? [new AccountChange(account, isRenamed ? loginId : null, old, email)] : [];
    }

    private void Grant(NamesWish wish, Comparison? compared)
    {
        granted.Add(wish);
        if (compared is null)
        {
            created.Add(wish.Row);
            Members.Add(wish.Row.Number.Digits, new KnownMember(0, wish.Row.Values, wish.Row.Values.TellUnits, 1));
            return;
        }

        updated.Add((compared.Member, compared.Merged, compared.Row));
        Keep(compared);
    }

    private void Keep(Comparison compared)
    {
        // A row that was taken out tells only what was changed in it.
        var tells = compared.Row.Values.TellUnits && compared.Row.Print?.Says(RosterColumn.Units, compared.Row.Values[RosterColumn.Units]) != true;
        Members[compared.Row.Number.Digits] = new KnownMember(compared.Member.Id, compared.Merged, tells, compared.Member.Counted);
        Conflicts.AddRange(compared.Conflicts);
        if (compared.IsNews)
        {
            reread.Add((compared.Member, compared.Row));
        }
    }

    private void Refuse(RosterRow row, RosterColumn column, Refusal reason) =>
        Rejected.Add(new Rejection(table.Name, row.Source.Line, RosterValues.Columns[(int)column], reason) { Row = row.Source });

    private async Task WriteCreatedAsync(CancellationToken cancel)
    {
        var members = created.ConvertAll(row => Filled(new Member(row.Number, "", "", 0, null), row.Values));
        var accounts = created.ConvertAll(row => Filled(new Account { SecurityStamp = Stamp(), LockoutEnabled = true }, row.Values));
        await database.GiveKeysAsync(members, cancel);
        await database.GiveKeysAsync(accounts, cancel);

        var setMember = database.OwnerSetter<Affiliation>(nameof(Affiliation.MemberId));
        var affiliations = new List<Affiliation>();
        var links = new List<AccountMember>();
        var trail = new List<AuditEntry>();
        var snapshots = new List<ImportedRow>();
        foreach (var (index, member) in members.Index())
        {
            var row = created[index];
            foreach (var affiliation in member.Affiliations)
            {
                setMember(affiliation, member.Id);
                affiliations.Add(affiliation);
            }

            links.Add(new AccountMember { AccountId = accounts[index].Id, MemberId = member.Id });
            trail.Add(Entry(member.Id, new { row.Source.Line }));
            snapshots.Add(new ImportedRow { Kind = ImportedKind.Member, Key = row.Number.Digits, Json = row.Values.ToJson() });
            Members[row.Number.Digits] = Members[row.Number.Digits] with { Id = member.Id };
        }

        await database.GiveKeysAsync(affiliations, cancel);
        await database.GiveKeysAsync(links, cancel);
        await database.GiveKeysAsync(trail, cancel);
        await database.GiveKeysAsync(snapshots, cancel);
        await database.InsertAllAsync(accounts, cancel);
        await database.InsertAllAsync(members, cancel);
        await database.InsertAllAsync(affiliations, cancel);
        await database.InsertAllAsync(links, cancel);
        await database.InsertAllAsync(trail, cancel);
        await database.InsertAllAsync(snapshots, cancel);
    }

    private async Task WriteUpdatedAsync(CancellationToken cancel)
    {
        foreach (var part in updated.Chunk(200))
        {
            var ids = part.Select(change => change.Member.Id).ToList();
            var accountIds = part.Select(change => change.Member.AccountId).OfType<long>().ToList();
            var members = await database.Members.Where(member => ids.Contains(member.Id)).ToDictionaryAsync(member => member.Id, cancel);
            await database.Affiliations.Where(work => ids.Contains(work.MemberId)).OrderBy(work => work.Ordinal).LoadAsync(cancel);
            var accounts = await database.Users.Where(account => accountIds.Contains(account.Id)).ToDictionaryAsync(account => account.Id, cancel);
            foreach (var (member, merged, row) in part)
            {
                ends.Note(members[member.Id], merged.Date(RosterColumn.WithdrawnOn));
                Filled(members[member.Id], merged);
                if (member.AccountId is { } accountId)
                {
                    Filled(accounts[accountId], merged);
                }

                database.Add(Entry(member.Id, Changes(member.Here, merged)));
            }

            await database.SaveChangesAsync(cancel);
        }

        foreach (var part in reread.Chunk(500))
        {
            var keys = part.Select(pair => pair.Row.Number.Digits).ToList();
            var snapshots = await database.ImportedRows.Where(row => row.Kind == ImportedKind.Member && keys.Contains(row.Key)).ToDictionaryAsync(row => row.Key, cancel);
            foreach (var (_, row) in part)
            {
                if (snapshots.TryGetValue(row.Number.Digits, out var snapshot))
                {
                    snapshot.Json = row.Values.ToJson();
                }
                else
                {
                    database.Add(new ImportedRow { Kind = ImportedKind.Member, Key = row.Number.Digits, Json = row.Values.ToJson() });
                }
            }

            await database.SaveChangesAsync(cancel);
        }
    }

    private Member Filled(Member member, RosterValues values)
    {
        // What the others see is the member's own choice; no file says anything of it.
        member.Change(values.Person() with { Visible = member.Person.Visible });
        member.Classify(
            categories[values[RosterColumn.Category]].Id,
            values[RosterColumn.Rank].Length == 0 ? null : ranks[values[RosterColumn.Rank]].Id,
            values.Date(RosterColumn.JoinedOn),
            values.Date(RosterColumn.WithdrawnOn));
        member.CountUnits(values.Units);
        var first = values.Affiliation() with { Visible = member.Affiliations.Count > 0 ? member.Affiliations[0].Details.Visible : VisibleFields.None };
        if (member.Affiliations.Count > 0 || !first.IsEmpty)
        {
            member.Affiliate([first, .. member.Affiliations.Skip(1).Select(work => work.Details)]);
        }

        return member;
    }

    private Account Filled(Account account, RosterValues values)
    {
        var email = values[RosterColumn.Email];
        account.UserName = values[RosterColumn.LoginId];
        account.NormalizedUserName = Normalizer.NormalizeName(account.UserName);
        account.Email = email.Length == 0 ? null : email;
        account.NormalizedEmail = Normalizer.NormalizeEmail(account.Email);
        account.EmailConfirmed = email.Length > 0;
        return account;
    }

    private AuditEntry Entry(long memberId, object details) => AuditTrail.By(by, nowUtc, nameof(ImportRosterAndDues), memberId, details);

    private static Dictionary<string, string[]> Changes(RosterValues before, RosterValues after) => RosterValues.Columns
        .Select((name, i) => (name, before: before[(RosterColumn)i], after: after[(RosterColumn)i]))
        .Where(change => change.before != change.after)
        .ToDictionary(change => change.name, change => new[] { change.before, change.after });

    private static string Stamp() => Guid.NewGuid().ToString("N").ToUpperInvariant();

    private sealed record Comparison(RosterRow Row, Existing Member, RosterValues Merged, IReadOnlyList<Conflict> Conflicts, bool IsNews)
    {
        public bool ChangesNothing => Merged.SameAs(Member.Here);
    }

    private sealed record Existing(long Id, long? AccountId, RosterValues Here, RosterValues? Imported, int Counted);
}
