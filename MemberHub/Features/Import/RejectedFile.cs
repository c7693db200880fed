using System.Globalization;
using System.Text;
using CsvHelper;
using MemberHub.Components.Texts;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Import;

/// <summary>Gives the office its bad rows back as a file of their own, with the place and the reason, so that they can be mended and imported.</summary>
internal sealed class RejectedFile(IStringLocalizer<ImportText> text, RefusalTexts refusals)
{
    public const string Suffix = ".rejected.csv";

    /// <summary>Writes beside the input, in its encoding; UTF-8 gets a byte order mark, without which Excel shows other signs.</summary>
    public async Task WriteAsync(RejectedRows rows, CancellationToken cancel)
    {
        using var table = new StringWriter(CultureInfo.InvariantCulture);
        using (var writer = CsvWriter.Create(table, new CsvWriterOptions { ValidateFieldCount = false }))
        {
            writer.WriteRecord([.. rows.Header, text["LineHeader"], text["ColumnHeader"], text["ReasonHeader"]]);
            foreach (var faults in rows.Rejections.GroupBy(fault => fault.Line))
            {
                var columns = string.Join('・', faults.Select(fault => fault.Column).Where(column => column.Length > 0).Distinct());
                var reasons = string.Join(' ', faults.Select(fault => refusals.Say(fault.Reason)));
                var fields = faults.First().Row!.Fields;
                var missing = Enumerable.Repeat("", Math.Max(0, rows.Header.Count - fields.Count));
                writer.WriteRecord([.. fields, .. missing, faults.Key.ToString(CultureInfo.InvariantCulture), columns, reasons]);
            }
        }

        var encoding = rows.Encoding is UTF8Encoding ? Encoding.UTF8 : rows.Encoding;
        await File.WriteAllTextAsync(rows.File + Suffix, table.ToString(), encoding, cancel);
    }
}
