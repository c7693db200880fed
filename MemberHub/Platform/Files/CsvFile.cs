using CsvHelper;
using MemberHub.Domain;

namespace MemberHub.Platform.Files;

/// <summary>A comma-separated file (RFC 4180) with a header row, read to its end.</summary>
/// <param name="Header">The names of the columns, as written.</param>
/// <param name="Rows">The records after the header. Lines without any content are left out.</param>
public sealed record CsvFile(IReadOnlyList<string> Header, IReadOnlyList<CsvRow> Rows)
{
    private static readonly CsvReaderOptions Strict = new()
    {
        Separator = ',',
        DetectSeparatorHint = false,
        HasHeader = false,
        SkipEmptyLines = true,
        TrackLineNumbers = true,
        MalformedData = CsvMalformedDataHandling.Throw,
        IncludeValuesInExceptions = false,
        PoolStrings = true,
    };

    /// <summary>
    /// Reads the file or refuses it whole: <see cref="EmptyFile"/>, <see cref="BrokenQuotes"/>, or <see cref="FileCutOff"/> when
    /// its last line ends before the last column.
    /// </summary>
    public static Result<CsvFile> Read(TextFile text)
    {
        using var reader = CsvReader.Create(text.Utf8, Strict);
        string[]? header = null;
        var rows = new List<CsvRow>();
        try
        {
            while (reader.Read())
            {
                var fields = Fields(reader);
                if (header is null)
                {
                    header = fields;
                }
                else if (Array.Exists(fields, field => field.Length > 0))
                {
                    rows.Add(new CsvRow(checked((int)reader.LineNumber), fields));
                }
            }
        }
        catch (CsvFormatException malformed)
        {
            return new BrokenQuotes(checked((int)malformed.LineNumber));
        }

        return header switch
        {
            null => new EmptyFile(),
            _ when rows is [.., var last] && last.Fields.Count < header.Length && text.Utf8.Span[^1] is not ((byte)'\n' or (byte)'\r') => new FileCutOff(last.Line),
            _ => new CsvFile(header, rows),
        };
    }

    private static string[] Fields(CsvReader reader)
    {
        var fields = new string[reader.FieldCount];
        for (var i = 0; i < fields.Length; i++)
        {
            fields[i] = reader.GetString(i);
        }

        return fields;
    }
}

/// <summary>One record of a <see cref="CsvFile"/>.</summary>
/// <param name="Line">The physical line on which it starts, counted from 1; line breaks within quotes count.</param>
public sealed record CsvRow(int Line, IReadOnlyList<string> Fields);

/// <summary>The file has no header row.</summary>
public sealed record EmptyFile : Refusal;

/// <summary>A quotation mark is missing or out of place in the record that starts at the line.</summary>
public sealed record BrokenQuotes(int Line) : Refusal;

/// <summary>The last record ends before its last column, without a line break: the file was not transferred whole.</summary>
public sealed record FileCutOff(int Line) : Refusal;
