namespace MemberHub.Platform.Files.Deposits;

/// <summary>Cuts a 全銀 file into its records: with CR, LF, both or none, with or without the end-of-file sign of old systems (0x1A).</summary>
internal static class ZenginRecords
{
    private const byte EndOfFile = 0x1A;

    public static List<ZenginRecord> Cut(ReadOnlyMemory<byte> bytes, FaultList faults)
    {
        var rest = TrimEnd(bytes);
        return rest.Span.IndexOfAny((byte)'\r', (byte)'\n') < 0 ? CutByLength(rest, faults) : CutByLine(rest, faults);
    }

    private static List<ZenginRecord> CutByLength(ReadOnlyMemory<byte> rest, FaultList faults)
    {
        var records = new List<ZenginRecord>();
        for (var at = 0; at + ZenginRecord.Length <= rest.Length; at += ZenginRecord.Length)
        {
            records.Add(new ZenginRecord(records.Count + 1, rest.Slice(at, ZenginRecord.Length)));
        }

        // The blanks that fill the last record may have been cut away with the end of the file.
        var left = rest[(records.Count * ZenginRecord.Length)..];
        if (left.Length > 0)
        {
            AddOrFault(records, left, isLast: true, faults);
        }

        return records;
    }

    private static List<ZenginRecord> CutByLine(ReadOnlyMemory<byte> rest, FaultList faults)
    {
        var records = new List<ZenginRecord>();
        while (rest.Length > 0)
        {
            var end = rest.Span.IndexOfAny((byte)'\r', (byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            var skip = end < 0 ? 0 : rest.Span[end..].StartsWith("\r\n"u8) ? 2 : 1;
            rest = rest[(line.Length + skip)..];
            AddOrFault(records, line, rest.Length == 0, faults);
        }

        return records;
    }

    private static void AddOrFault(List<ZenginRecord> records, ReadOnlyMemory<byte> line, bool isLast, FaultList faults)
    {
        var row = records.Count + 1;
        if (line.Length == ZenginRecord.Length)
        {
            records.Add(new ZenginRecord(row, line));
            return;
        }

        if (isLast && line.Length is > 0 and < ZenginRecord.Length && line.Span[0] == (byte)'9')
        {
            var filled = new byte[ZenginRecord.Length];
            filled.AsSpan().Fill((byte)' ');
            line.CopyTo(filled);
            records.Add(new ZenginRecord(row, filled));
            return;
        }

        faults.Add(new DepositFault(
            row, DepositColumn.Record, DepositFaultReason.WrongLength, "200", line.Length.ToString(System.Globalization.CultureInfo.InvariantCulture)));

        // Kept in the count, so that the following records keep their numbers.
        records.Add(new ZenginRecord(row, ReadOnlyMemory<byte>.Empty));
    }

    private static ReadOnlyMemory<byte> TrimEnd(ReadOnlyMemory<byte> bytes)
    {
        var length = bytes.Length;
        while (length > 0 && bytes.Span[length - 1] is EndOfFile or (byte)'\r' or (byte)'\n')
        {
            length--;
        }

        return bytes[..length];
    }
}
