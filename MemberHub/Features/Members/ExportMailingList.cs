using System.Globalization;
using System.Security.Claims;
using System.Text;
using CsvHelper;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using MemberHub.Platform.Files;
using MemberHub.Platform.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Members;

/// <summary>A file to hand out.</summary>
public sealed record HandedOut(string Name, string ContentType, byte[] Bytes);

/// <summary>Takes the journal's mailing list out, as CSV or xlsx; who took it and why stands in the audit trail.</summary>
public sealed class ExportMailingList(MemberHubDatabases databases, IStringLocalizer<MembersText> text, TimeProvider clock)
{
    public const int ReasonMaxLength = 400;

    private static readonly string[] Columns = ["Number", "Name", "Category", "Destination", "PostalCode", "Address", "Institution", "Department", "Honorific"];

    public async Task<Result<HandedOut>> RunAsync(Actor actor, int year, bool asWorkbook, string reason, CancellationToken cancel)
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
            return new ReasonMissing(ReasonMaxLength);
        }

        await using var database = databases.Open(actor.SocietyId);
        var readers = await database.ReadJournalReadersAsync(new FiscalYear(Math.Clamp(year, FiscalYear.Earliest, FiscalYear.Latest)), clock.Today(), cancel);
        database.Record(actor, clock.UtcNow(), nameof(ExportMailingList), null, new { year, asWorkbook, readers.Count }, reason.Trim());
        await database.SaveChangesAsync(cancel);
        var header = Columns.Select(column => text["Journal." + column].Value).ToList();
        var rows = readers.Select(Cells);
        var name = string.Create(CultureInfo.InvariantCulture, $"journal-{year}-{clock.Today():yyyyMMdd}");
        return asWorkbook
            ? new HandedOut($"{name}.xlsx", Workbook.ContentType, ToWorkbook(text["Journal.Sheet"], header, rows))
            : new HandedOut($"{name}.csv", "text/csv", ToCsv(header, rows));
    }

    internal static async Task<IResult> ServeAsync(
        [FromForm] int year, [FromForm] string? reason, [FromForm] string? format, ClaimsPrincipal user, ExportMailingList export, HttpContext http, CancellationToken cancel)
    {
        var exported = await export.RunAsync(user.ToActor(), year, format == "xlsx", reason ?? "", cancel);
        if (exported.Value is not { } file)
        {
            var page = string.Create(CultureInfo.InvariantCulture, $"/office/members/mailing-list?year={year}");
            return exported.Refusal switch
            {
                ReasonMissing => Results.LocalRedirect($"{page}&failed=reason#reason"),
                ProofNeeded => Results.LocalRedirect(Reauthentication.AddressFor(page)),
                _ => Results.StatusCode(StatusCodes.Status403Forbidden),
            };
        }

        http.Response.Headers.CacheControl = "no-store";
        return Results.File(file.Bytes, file.ContentType, file.Name);
    }

    private IReadOnlyList<string> Cells(JournalReader reader) =>
    [
        reader.Number, reader.Name, reader.CategoryName, text[$"Mail.{reader.Destination}"], reader.PostalCode, reader.Address, reader.Institution, reader.Department,
        reader.IsOrganisation ? "御中" : "様",
    ];

    private static byte[] ToCsv(IEnumerable<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        using var table = new StringWriter(CultureInfo.InvariantCulture);
        using (var writer = CsvWriter.Create(table, new CsvWriterOptions()))
        {
            writer.WriteRecord([.. header]);
            foreach (var row in rows)
            {
                writer.WriteRecord([.. row.Select(SpreadsheetText.Safe)]);
            }
        }

        // Without the mark, Excel takes the file for another encoding.
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(table.ToString())];
    }

    private static byte[] ToWorkbook(string sheet, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        using var target = new MemoryStream();
        Workbook.Write(target, new WorkbookSheet(sheet, header, rows));
        return target.ToArray();
    }
}
