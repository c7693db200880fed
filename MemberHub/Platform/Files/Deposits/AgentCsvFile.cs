using System.Globalization;
using MemberHub.Domain;

namespace MemberHub.Platform.Files.Deposits;

/// <summary>
/// The 収納データ of a collection agent (収納代行) for barcoded slips: 13 columns, with or without a header row, CP932 or UTF-8. Types: 01 速報,
/// 02 確報, 03 速報取消, 12 郵便振替, 22 郵便振替訂正, 81 リアル (reported at once; like 速報 it is not yet money).
/// </summary>
public static class AgentCsvFile
{
    public const int Columns = 13;

    private const string HeaderWord = "種別";

    /// <summary>Reads the file, or refuses it whole: <see cref="DepositFileFaulty"/>, or what <see cref="TextFile"/> and <see cref="CsvFile"/> refuse.</summary>
    public static Result<DepositFileContent> Read(ReadOnlyMemory<byte> bytes)
    {
        var text = TextFile.Recognise(bytes);
        if (!text.Succeeded)
        {
            return text.Refusal;
        }

        var file = CsvFile.Read(text.Value);
        if (!file.Succeeded)
        {
            return file.Refusal;
        }

        var faults = new FaultList();
        var keys = new LineKeys("a");
        var lines = new List<DepositLine>();
        var first = new CsvRow(1, file.Value.Header);
        foreach (var row in IsHeader(first) ? file.Value.Rows : [first, .. file.Value.Rows])
        {
            if (Read(row, keys, faults) is { } line)
            {
                lines.Add(line);
            }
        }

        return faults.Or(() => new DepositFileContent(DepositFileKind.AgentCsv, [], lines));
    }

    private static bool IsHeader(CsvRow row) => row.Fields.Count > 0 && row.Fields[0].Contains(HeaderWord, StringComparison.Ordinal);

    private static DepositLine? Read(CsvRow row, LineKeys keys, FaultList faults)
    {
        if (row.Fields.Count != Columns)
        {
            faults.Add(new DepositFault(row.Line, DepositColumn.Record, DepositFaultReason.WrongLength, "13", row.Fields.Count.ToString(CultureInfo.InvariantCulture)));
            return null;
        }

        var kind = KindOf(row.Fields[0].Trim());
        var day = DayOf(row.Fields[1].Trim());
        var amount = AmountOf(row.Fields[7].Trim());
        Check(kind is not null, row, DepositColumn.AgentType, DepositFaultReason.Unknown, 0, faults);
        Check(day is not null, row, DepositColumn.Day, DepositFaultReason.NotADay, 1, faults);
        Check(IsTime(row.Fields[2].Trim()), row, DepositColumn.Time, DepositFaultReason.NotATime, 2, faults);
        Check(amount is not null, row, DepositColumn.Amount, DepositFaultReason.NotANumber, 7, faults);
        Check(amount is null or > 0, row, DepositColumn.Amount, DepositFaultReason.NotPositive, 7, faults);
        Check(row.Fields.All(ZenginRecord.IsReadable), row, DepositColumn.Text, DepositFaultReason.Unreadable, 9, faults);
        CheckBarcode(row, amount, faults);
        return kind is null || day is null || amount is null or <= 0 ? null : ToLine(row, kind.Value, day.Value, new Yen(amount.Value), keys);
    }

    private static DepositLine ToLine(CsvRow row, DepositLineKind kind, DateOnly day, Yen amount, LineKeys keys)
    {
        var fields = row.Fields.Select(field => field.Trim()).ToArray();

        // 速報, 確報 and 速報取消 of one payment share the key; so do a postal transfer and its correction, which names the same office but may have
        // been made and paid out on another day. Excel takes the zeros away before the numbers of an office and of a user.
        var isPostal = fields[0] is "12" or "22";
        var when = isPostal ? fields[10].TrimStart('0') : fields[2].PadLeft(4, '0');
        return new DepositLine
        {
            Row = row.Line,
            Kind = kind,
            Day = day,
            Amount = amount,
            Message = string.Join(' ', fields[4..6].Where(field => field.AsSpan().ContainsAnyExcept('0'))),
            Origin = fields[9],
            IsPostal = isPostal,
            IsNumbered = !isPostal || fields[3].Length > 0 || fields[4..6].Any(field => field.AsSpan().ContainsAnyExcept('0')),
            Key = keys.Of(fields[0], isPostal ? "postal" : "store", fields[3], fields[4].TrimStart('0'), fields[5].TrimStart('0'), fields[1], when, fields[7].TrimStart('0')),
        };
    }

    private static DepositLineKind? KindOf(string type) => type switch
    {
        "01" or "1" or "81" => DepositLineKind.Preliminary,
        "02" or "2" or "12" => DepositLineKind.Money,
        "03" or "3" => DepositLineKind.PreliminaryTakenBack,
        "22" => DepositLineKind.TakenBack,
        _ => null,
    };

    private static DateOnly? DayOf(string text) =>
        DateOnly.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1999 and < 2200 ? day : null;

    private static long? AmountOf(string text) =>
        text.Length <= 12 && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var amount) ? amount : null;

    // Excel takes the zero away before one in the morning to nine: 915 is 9:15.
    private static bool IsTime(string text) =>
        text.Length == 0 || (text.Length <= 4 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var time) && time / 100 < 24 && time % 100 < 60);

    private static void CheckBarcode(CsvRow row, long? amount, FaultList faults)
    {
        var text = row.Fields[3].Trim();
        var isPostal = row.Fields[0].Trim() is "12" or "22";
        if (isPostal && text.Length == 0)
        {
            return;
        }

        if (!SlipBarcode.TryParse(text, out var barcode))
        {
            faults.Add(new DepositFault(row.Line, DepositColumn.Barcode, DepositFaultReason.CheckDigit, Found: ZenginRecord.Cut(text)));
        }
        else if (!isPostal && amount is { } told && told != barcode.Amount.Value)
        {
            faults.Add(new DepositFault(
                row.Line, DepositColumn.Amount, DepositFaultReason.DiffersFromBarcode, barcode.Amount.Value.ToString(CultureInfo.InvariantCulture), ZenginRecord.Cut(row.Fields[7])));
        }
    }

    private static void Check(bool sound, CsvRow row, DepositColumn column, DepositFaultReason reason, int field, FaultList faults)
    {
        if (!sound)
        {
            faults.Add(new DepositFault(row.Line, column, reason, Found: ZenginRecord.Cut(row.Fields[field])));
        }
    }
}
