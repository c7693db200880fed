using System.Text;
using MemberHub.Domain;
using MemberHub.Domain.Members;
using MemberHub.Platform.Files;

namespace MemberHub.Features.Import;

/// <summary>A file whose columns were found, wherever they stand.</summary>
public sealed class ImportTable
{
    private readonly int[] places;
    private readonly int extra;

    private ImportTable(string name, Encoding encoding, CsvFile file, int[] places, int extra, IReadOnlyList<string> unknown)
    {
        this.places = places;
        this.extra = extra;
        Name = name;
        Encoding = encoding;
        Header = file.Header;
        Rows = file.Rows;
        Unknown = unknown;
    }

    public string Name { get; }

    public Encoding Encoding { get; }

    public IReadOnlyList<string> Header { get; }

    public IReadOnlyList<CsvRow> Rows { get; }

    /// <summary>Columns of the file that the import does not know.</summary>
    public IReadOnlyList<string> Unknown { get; }

    /// <summary>The file's table; an empty one where no file was brought.</summary>
    /// <param name="optional">Those of the columns that need not be there; such a one is empty in every row.</param>
    /// <param name="extra">A further column that need not be there.</param>
    public static Result<ImportTable> Read(ImportSource? source, IReadOnlyList<string> columns, IReadOnlyList<string> optional, string? extra = null)
    {
        if (source is null)
        {
            return new ImportTable("", new UTF8Encoding(), new CsvFile(columns, []), [], -1, []);
        }

        if (source.Bytes is not { } bytes)
        {
            return new FileNotReadable();
        }

        var text = TextFile.Recognise(bytes);
        if (!text.Succeeded)
        {
            return text.Refusal;
        }

        var file = CsvFile.Read(text.Value);
        return file.Succeeded ? Find(source.Name, text.Value.Encoding, file.Value, columns, optional, extra) : file.Refusal;
    }

    /// <summary>False for a row that ends before this column.</summary>
    public bool Has(CsvRow row, int column) => places[column] >= 0 && places[column] < row.Fields.Count;

    /// <summary>The field as it was before an export made it safe for spreadsheets, by the column's place in the list that the file was read with.</summary>
    public string Field(CsvRow row, int column) => places[column] < 0 ? "" : SpreadsheetText.Original(row.Fields[places[column]]);

    /// <summary>What stands in the column that need not be there; empty without it.</summary>
    public string Extra(CsvRow row) => extra < 0 ? "" : JapaneseText.Code(row.Fields[extra]);

    private static Result<ImportTable> Find(string name, Encoding encoding, CsvFile file, IReadOnlyList<string> columns, IReadOnlyList<string> optional, string? extra)
    {
        var header = file.Header.Select(JapaneseText.Code).ToList();
        var wanted = columns.Select(JapaneseText.Code).ToList();
        var missing = columns.Where((column, i) => !header.Contains(wanted[i]) && !optional.Contains(column)).ToList();
        if (missing.Count > 0)
        {
            return new MissingColumns(missing);
        }

        return columns.Where((_, i) => header.IndexOf(wanted[i]) != header.LastIndexOf(wanted[i])).FirstOrDefault() is { } twice
            ? new ColumnTwice(twice)
            : new ImportTable(
                name, encoding, file, [.. wanted.Select(column => header.IndexOf(column))], extra is null ? -1 : header.IndexOf(JapaneseText.Code(extra)),
                [.. file.Header.Where((column, i) => !wanted.Contains(header[i]) && column != extra)]);
    }
}
