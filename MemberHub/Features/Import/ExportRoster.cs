using System.Globalization;
using System.Text;
using CsvHelper;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Queries;
using MemberHub.Data.Search;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using MemberHub.Platform.Files;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Import;

/// <summary>
/// Takes the members of a search out as a roster (名簿の書き出し): the columns that the import reads and what they said (<see cref="RowPrint"/>), so that of a file that was mended
/// just that is taken in.
/// Who took it and why stands in the audit trail before the first byte leaves.
/// </summary>
public sealed class ExportRoster(MemberHubDatabases databases, MemberIndex index, TimeProvider clock)
{
    public const int ReasonMaxLength = 400;

    private static readonly IReadOnlyList<string> Header = [.. RosterValues.Columns, RowPrint.Column];

    /// <summary>Read at a time.</summary>
    private const int Batch = 500;

    public async Task<Result<ExportedRoster>> RunAsync(Actor actor, MemberFilter filter, RosterFormat format, string reason, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.ExportMembers))
        {
            return new NotAllowed();
        }

        if (!actor.HasProved(clock.UtcNow()))
        {
            return new ProofNeeded();
        }

        if (string.IsNullOrWhiteSpace(reason) || reason.Trim().Length > ReasonMaxLength)
        {
            return new ExportNeedsReason(ReasonMaxLength);
        }

        var today = clock.Today();
        await using var database = databases.Open(actor.SocietyId);
        var categories = await database.MemberCategories.ToListAsync(cancel);
        var ranks = await database.Ranks.ToListAsync(cancel);
        var found = await database.FindMembersAsync(index, filter.ToSearch(categories, ranks), today, cancel);
        database.Record(actor, clock.UtcNow(), nameof(ExportRoster), null, new { filter = filter.ToQuery(), format, found.Count }, reason.Trim());
        await database.SaveChangesAsync(cancel);

        var names = categories.ToDictionary(category => category.Id, category => category.NameJa);
        var honours = ranks.ToDictionary(rank => rank.Id, rank => rank.NameJa);
        List<IReadOnlyList<string>> rows = [];
        foreach (var batch in found.Select(member => member.Id).Chunk(Batch))
        {
            rows.AddRange(await ReadAsync(database, batch, names, honours, cancel));
        }

        var name = $"members-{today.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}";
        return format == RosterFormat.Xlsx
            ? new ExportedRoster($"{name}.xlsx", Workbook.ContentType, ToWorkbook(rows))
            : new ExportedRoster($"{name}.csv", "text/csv", ToCsv(rows));
    }

    private static async Task<IEnumerable<IReadOnlyList<string>>> ReadAsync(
        MemberHubDbContext database, long[] batch, Dictionary<long, string> categories, Dictionary<long, string> ranks, CancellationToken cancel)
    {
        var members = await database.Members.AsNoTracking().Where(member => batch.Contains(member.Id)).ToDictionaryAsync(member => member.Id, cancel);
        var works = await database.Affiliations.AsNoTracking().Where(work => work.Ordinal == 1 && batch.Contains(work.MemberId)).ToDictionaryAsync(work => work.MemberId, work => work.Details, cancel);
        var accounts = await database.AccountMembers.Where(link => batch.Contains(link.MemberId))
            .Join(database.Users, link => link.AccountId, account => account.Id, (link, account) => new { link.MemberId, Account = account }).AsNoTracking().ToDictionaryAsync(row => row.MemberId, row => row.Account, cancel);
        return batch.Where(members.ContainsKey).Select(id => members[id]).Select(member => RosterValues.Of(
            member, works.GetValueOrDefault(member.Id) ?? new(), accounts.GetValueOrDefault(member.Id), categories[member.CategoryId], member.RankId is { } rank ? ranks[rank] : ""))
            .Select(values => (IReadOnlyList<string>)[.. values.All, RowPrint.Of(values)]);
    }

    private static byte[] ToCsv(List<IReadOnlyList<string>> rows)
    {
        using var table = new StringWriter(CultureInfo.InvariantCulture);
        using (var writer = CsvWriter.Create(table, new CsvWriterOptions()))
        {
            writer.WriteRecord([.. Header]);
            foreach (var row in rows)
            {
                writer.WriteRecord([.. row.Select(SpreadsheetText.Safe)]);
            }
        }

        // Without the mark, Excel takes the file for another encoding.
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(table.ToString())];
    }

    private static byte[] ToWorkbook(List<IReadOnlyList<string>> rows)
    {
        using var target = new MemoryStream();
        Workbook.Write(target, new WorkbookSheet("会員", Header, rows));
        return target.ToArray();
    }
}

/// <summary>What the file is opened with.</summary>
public enum RosterFormat
{
    /// <summary>UTF-8 with a byte order mark; cells that a spreadsheet would run are neutralised.</summary>
    Csv,

    Xlsx,
}

/// <summary>A file to hand out.</summary>
public sealed record ExportedRoster(string Name, string ContentType, byte[] Bytes);

public sealed record ExportNeedsReason(int Max) : Refusal;
