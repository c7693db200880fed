using System.Globalization;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Bulk;
using MemberHub.Data.Imports;
using MemberHub.Domain;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Import;

/// <summary>
/// Compares each row with the charge in MemberHub. A charge that nobody touched here follows the file; money and waivers recorded
/// here stay, and so does a charge that is just being paid.
/// </summary>
internal sealed class DuesMerge(MemberHubDbContext database, ImportTable table, PaymentCalendar calendar, Actor? by, DateTime nowUtc)
{
    private readonly Dictionary<(long Member, FiscalYear Year, DuesItem Item), Existing> existing = [];
    private readonly List<DuesRow> created = [];
    private readonly List<(Existing Charge, DuesRow Row)> updated = [];
    private HashSet<long> payingCharges = [];

    public List<Conflict> Conflicts { get; } = [];

    /// <summary>Rows of members who are gone since the file was checked.</summary>
    public List<Rejection> Rejected { get; } = [];

    public int Created => created.Count;

    public int Updated => updated.Count;

    public async Task LoadAsync(CancellationToken cancel)
    {
        var imported = (await database.ImportedRows.AsNoTracking().Where(row => row.Kind == ImportedKind.Dues)
            .Select(row => new { row.Key, row.Json }).ToListAsync(cancel)).ToDictionary(row => row.Key, row => row.Json);
        var numbers = (await database.Members.AsNoTracking().Select(member => new { member.Id, member.Number }).ToListAsync(cancel))
            .ToDictionary(member => member.Id, member => member.Number.Digits);
        await ReadAsync(
            database.DuesCharges.Where(charge => charge.Title == ""), database.Allocations, database.Waivers,
            key => imported.TryGetValue(new ChargeKey(numbers[key.Member], key.Year, key.Item).ToString(), out var json) ? DuesSnapshot.FromJson(json) : null, cancel);
    }

    /// <summary>Reads the charges of these members once more. What the last import read of them is as it was: one import runs at a time.</summary>
    public async Task LoadAgainAsync(IReadOnlyCollection<long> memberIds, CancellationToken cancel)
    {
        var ids = memberIds.ToHashSet();
        var before = existing.Where(charge => ids.Contains(charge.Key.Member)).ToDictionary(charge => charge.Key, charge => charge.Value.Snapshot);
        foreach (var key in before.Keys)
        {
            existing.Remove(key);
        }

        await ReadAsync(
            database.DuesCharges.Where(charge => charge.Title == "" && memberIds.Contains(charge.MemberId)),
            database.Allocations.Where(part => database.DuesCharges.Any(charge => charge.Id == part.ChargeId && memberIds.Contains(charge.MemberId))),
            database.Waivers.Where(part => database.DuesCharges.Any(charge => charge.Id == part.ChargeId && memberIds.Contains(charge.MemberId))),
            key => before.GetValueOrDefault(key), cancel);
    }

    /// <summary>The members who were there before and whose money is to be written.</summary>
    public IEnumerable<long> Touched(IReadOnlyDictionary<string, KnownMember> members) =>
        updated.Select(change => change.Charge.MemberId).Concat(created.Select(row => members[row.Key.Member].Id).Where(id => id > 0));

    /// <summary>Compares all rows, anew at each call.</summary>
    public void Compare(IEnumerable<DuesRow> rows, IReadOnlyDictionary<string, KnownMember> members)
    {
        created.Clear();
        updated.Clear();
        Conflicts.Clear();
        foreach (var row in rows)
        {
            if (!members.TryGetValue(row.Key.Member, out var member))
            {
                Rejected.Add(new Rejection(table.Name, row.Source.Line, DuesValues.Columns[(int)DuesColumn.Number], new NumberWasMerged(row.Key.Member)) { Row = row.Source });
            }
            else if (existing.TryGetValue((member.Id, row.Key.Year, row.Key.Item), out var charge))
            {
                Compare(row, charge);
            }
            else
            {
                created.Add(row);
            }
        }
    }

    /// <summary>How many of the rows are only compared, and not written.</summary>
    public int CountUnwritten(IEnumerable<DuesRow> rows)
    {
        var written = created.Concat(updated.Select(change => change.Row)).ToHashSet<object>(ReferenceEqualityComparer.Instance);
        return rows.Count(row => !written.Contains(row));
    }

    /// <summary>For each member with annual dues in the file the newest that an import has brought: none where an earlier file went on further, or where another amount stays.</summary>
    public IEnumerable<DuesRow> NewestAnnual(IEnumerable<DuesRow> rows, IReadOnlyDictionary<string, KnownMember> members)
    {
        var kept = Conflicts.Where(conflict => conflict.Column == DuesValues.Columns[(int)DuesColumn.Amount]).Select(conflict => conflict.Line).ToHashSet();
        var before = existing.Where(charge => charge.Key.Item == DuesItem.AnnualDues && charge.Value.Snapshot is not null)
            .GroupBy(charge => charge.Key.Member).ToDictionary(charges => charges.Key, charges => charges.Max(charge => charge.Key.Year));
        return rows.Where(row => row.Key.Item == DuesItem.AnnualDues && members.ContainsKey(row.Key.Member))
            .GroupBy(row => row.Key.Member).Select(own => own.MaxBy(row => row.Key.Year)!)
            .Where(row => !kept.Contains(row.Source.Line) && (!before.TryGetValue(members[row.Key.Member].Id, out var year) || row.Key.Year.CompareTo(year) >= 0));
    }

    public async Task WriteAsync(IReadOnlyDictionary<string, KnownMember> members, CancellationToken cancel)
    {
        foreach (var part in updated.Chunk(200))
        {
            await TakeBackAsync([.. part], cancel);
        }

        var charges = created.ConvertAll(row =>
        {
            var member = members[row.Key.Member];
            return new DuesCharge(member.Id, row.Key.Year, row.Key.Item, new Yen(row.Values.Amount), member.Values[RosterColumn.Category], calendar);
        });
        await database.GiveKeysAsync(charges, cancel);
        await database.InsertAllAsync(charges, cancel);

        var settled = created.Select((row, i) => new Settled(row, charges[i].MemberId, charges[i].Id))
            .Concat(updated.Select(change => new Settled(change.Row, change.Charge.MemberId, change.Charge.Id))).ToList();
        await WriteMoneyAsync(settled, cancel);
        await WriteSnapshotsAsync(settled, cancel);
    }

    private async Task ReadAsync(
        IQueryable<DuesCharge> charges, IQueryable<Allocation> parts, IQueryable<Waiver> waived, Func<(long Member, FiscalYear Year, DuesItem Item), DuesSnapshot?> snapshotOf, CancellationToken cancel)
    {
        var found = await charges.AsNoTracking().Select(charge => new { charge.Id, charge.MemberId, charge.FiscalYear, charge.Item, charge.Amount }).ToListAsync(cancel);
        if (found.Count == 0)
        {
            return;
        }

        var allocations = (await parts.AsNoTracking().Where(allocation => allocation.ReversedUtc == null)
            .Select(allocation => new PaidPart(allocation.ChargeId, allocation.PaymentId, allocation.Amount)).ToListAsync(cancel))
            .ToLookup(part => part.ChargeId);
        var credits = (await database.Credits.AsNoTracking().Where(credit => credit.EndedUtc == null)
            .Select(credit => new { credit.PaymentId, credit.Amount }).ToListAsync(cancel)).ToLookup(credit => credit.PaymentId, credit => credit.Amount);
        var spentElsewhere = allocations.SelectMany(group => group).CountBy(part => part.PaymentId)
            .Where(count => count.Value > 1).Select(count => count.Key).ToHashSet();
        var waivers = (await waived.AsNoTracking().Select(waiver => new { waiver.ChargeId, waiver.Amount }).ToListAsync(cancel))
            .ToLookup(waiver => waiver.ChargeId, waiver => waiver.Amount);
        payingCharges = [.. await database.PaymentOrderLines.Where(line => line.ClosedUtc == null).Select(line => line.ChargeId).ToListAsync(cancel)];
        foreach (var charge in found)
        {
            var key = (charge.MemberId, charge.FiscalYear, charge.Item);
            var snapshot = snapshotOf(key);
            existing.Add(key, new Existing(charge.Id, charge.MemberId, charge.Amount, [.. allocations[charge.Id]], waivers[charge.Id].Total(), snapshot)
            {
                Over = allocations[charge.Id].Select(part => part.PaymentId).Distinct().SelectMany(payment => credits[payment]).Total(),
                HasSpentCredit = snapshot?.PaymentId is { } payment && spentElsewhere.Contains(payment),
            });
        }
    }

    private void Compare(DuesRow row, Existing charge)
    {
        var before = charge.Snapshot ?? new DuesSnapshot(new DuesValues(charge.Amount.Value, 0, null, null, false), null);
        var (offered, paymentId) = (row.Values, before.PaymentId);
        var isTouched = charge.Paid.Any(part => part.PaymentId != paymentId) || charge.Waived != before.Values.Waiver
            || charge.Amount.Value != before.Values.Amount || charge.HasSpentCredit;
        var agrees = offered.Amount == charge.Amount.Value && offered.Waiver == charge.Waived
            && offered.Settling == charge.Paid.Select(part => part.Amount).Total()
            && (offered == before.Values || offered.Over == charge.Over);
        if (isTouched)
        {
            if (!agrees)
            {
                Conflict(row, charge, new MoneyRecordedHere());
            }
        }
        else if (offered == before.Values)
        {
            return;
        }
        else if (payingCharges.Contains(charge.Id))
        {
            Conflict(row, charge, new PaymentUnderWay());
        }
        else if (charge.Snapshot is null && offered.Amount != charge.Amount.Value)
        {
            Conflict(row, charge, new ChangedHere());
        }
        else
        {
            updated.Add((charge, row));
        }
    }

    private void Conflict(DuesRow row, Existing charge, Refusal reason)
    {
        var paid = charge.Paid.Select(part => part.Amount).Total();
        var column = row.Values.Amount != charge.Amount.Value ? DuesColumn.Amount : DuesColumn.Received;
        var (kept, offered) = column == DuesColumn.Amount ? (charge.Amount.Value, row.Values.Amount) : ((paid + charge.Over).Value, row.Values.Received);
        Conflicts.Add(new Conflict(
            table.Name, row.Source.Line, DuesValues.Columns[(int)column], row.Key.Member,
            kept.ToString(CultureInfo.InvariantCulture), offered.ToString(CultureInfo.InvariantCulture), reason));
    }

    // What the last import made of these rows goes; what this one makes of them follows.
    private async Task TakeBackAsync(IReadOnlyList<(Existing Charge, DuesRow Row)> changes, CancellationToken cancel)
    {
        var chargeIds = changes.Select(change => change.Charge.Id).ToList();
        var paymentIds = changes.Select(change => change.Charge.Snapshot?.PaymentId).OfType<long>().ToList();
        var charges = await database.DuesCharges.Where(charge => chargeIds.Contains(charge.Id)).ToDictionaryAsync(charge => charge.Id, cancel);
        await database.Allocations.Where(allocation => paymentIds.Contains(allocation.PaymentId)).ExecuteDeleteAsync(cancel);
        await database.Credits.Where(credit => paymentIds.Contains(credit.PaymentId)).ExecuteDeleteAsync(cancel);
        await database.Payments.Where(payment => paymentIds.Contains(payment.Id)).ExecuteDeleteAsync(cancel);
        await database.Waivers.Where(waiver => chargeIds.Contains(waiver.ChargeId)).ExecuteDeleteAsync(cancel);
        foreach (var (charge, row) in changes)
        {
            database.Entry(charges[charge.Id]).Property(item => item.Amount).CurrentValue = new Yen(row.Values.Amount);
            database.Add(AuditTrail.By(
                by, nowUtc, nameof(ImportRosterAndDues), charge.MemberId,
                new { Charge = row.Key.ToString(), Before = charge.Snapshot?.Values, After = row.Values }));
        }

        await database.SaveChangesAsync(cancel);
        database.ChangeTracker.Clear();
    }

    private async Task WriteMoneyAsync(IReadOnlyList<Settled> rows, CancellationToken cancel)
    {
        var paid = rows.Where(row => row.Row.Values.Received > 0).ToList();
        var payments = paid.ConvertAll(row => new Payment(
            row.MemberId, new Yen(row.Row.Values.Received), row.Row.Values.ReceivedOn!.Value, row.Row.Values.Method!.Value, PaymentSource.Import));
        await database.GiveKeysAsync(payments, cancel);
        foreach (var (index, payment) in payments.Index())
        {
            paid[index].PaymentId = payment.Id;
        }

        var allocations = paid.Where(row => row.Row.Values.Settling > Yen.Zero)
            .Select(row => new Allocation(row.PaymentId!.Value, row.ChargeId, row.Row.Values.Settling)).ToList();
        var credits = paid.Where(row => row.Row.Values.Over > Yen.Zero)
            .Select(row => new Credit(row.MemberId, row.PaymentId!.Value, row.Row.Values.Over)).ToList();
        var waivers = rows.Where(row => row.Row.Values.Waiver > Yen.Zero)
            .Select(row => new Waiver(row.ChargeId, row.Row.Values.Waiver, DuesValues.Waived, calendar.FirstDay(row.Row.Key.Year))).ToList();
        await database.GiveKeysAsync(allocations, cancel);
        await database.GiveKeysAsync(credits, cancel);
        await database.GiveKeysAsync(waivers, cancel);
        await database.InsertAllAsync(payments, cancel);
        await database.InsertAllAsync(allocations, cancel);
        await database.InsertAllAsync(credits, cancel);
        await database.InsertAllAsync(waivers, cancel);
    }

    private async Task WriteSnapshotsAsync(IReadOnlyList<Settled> rows, CancellationToken cancel)
    {
        foreach (var part in updated.Chunk(500))
        {
            var keys = part.Select(change => change.Row.Key.ToString()).ToList();
            await database.ImportedRows.Where(row => row.Kind == ImportedKind.Dues && keys.Contains(row.Key)).ExecuteDeleteAsync(cancel);
        }

        var snapshots = rows.Select(row => new ImportedRow
        {
            Kind = ImportedKind.Dues,
            Key = row.Row.Key.ToString(),
            Json = new DuesSnapshot(row.Row.Values, row.PaymentId).ToJson(),
        }).ToList();
        await database.GiveKeysAsync(snapshots, cancel);
        await database.InsertAllAsync(snapshots, cancel);
    }

    private sealed record PaidPart(long ChargeId, long PaymentId, Yen Amount);

    private sealed record Existing(long Id, long MemberId, Yen Amount, IReadOnlyList<PaidPart> Paid, Yen Waived, DuesSnapshot? Snapshot)
    {
        /// <summary>What was paid too much has settled another charge meanwhile.</summary>
        public bool HasSpentCredit { get; init; }

        /// <summary>What the payments of this charge brought beyond what they settled, as far as the society still holds it.</summary>
        public Yen Over { get; init; }
    }

    private sealed record Settled(DuesRow Row, long MemberId, long ChargeId)
    {
        public long? PaymentId { get; set; }
    }
}
