using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MemberHub.Domain.Members;

namespace MemberHub.Features.Import;

/// <summary>
/// What a row said when it was taken out (書き出し時の控え): the member number and a mark of each value. It travels with the row, so that whatever comes back shows what was changed
/// in the file and what was changed here meanwhile, however many files are under way.
/// </summary>
internal sealed class RowPrint
{
    /// <summary>The name of its column.</summary>
    public const string Column = "書き出し時の控え";

    /// <summary>For each value; two that differ have the same mark once in four thousand million times.</summary>
    private const int MarkLength = 4;

    private static readonly int Columns = RosterValues.Columns.Count;

    // What was taken out before the units were has no mark of them.
    private static readonly int ColumnsWithoutUnits = Columns - RosterValues.Optional.Count;

    private readonly byte[] marks;

    private RowPrint(string number, byte[] marks) => (Number, this.marks) = (number, marks);

    /// <summary>The member number with the zeros that a spreadsheet takes off.</summary>
    public string Number { get; }

    /// <summary>The cell to take out.</summary>
    public static string Of(RosterValues values)
    {
        var number = values[RosterColumn.Number];
        return $"{number}-{Base64Url.EncodeToString([.. values.All.SelectMany((value, column) => Mark(number, column, value))])}";
    }

    /// <summary>Null for a row that was not taken out, and for a cell that somebody changed.</summary>
    public static RowPrint? Read(string cell)
    {
        var parts = cell.Split('-', 2);
        return parts.Length == 2 && MemberNumber.TryParse(parts[0], out var number) && Base64Url.IsValid(parts[1]) && Base64Url.DecodeFromChars(parts[1]) is { } marks && (marks.Length == Columns * MarkLength || marks.Length == ColumnsWithoutUnits * MarkLength)
            ? new RowPrint(number.Value.Digits, marks)
            : null;
    }

    /// <summary>Whether the column had this value.</summary>
    public bool Says(RosterColumn column, string value) =>
        (int)column * MarkLength < marks.Length && marks.AsSpan((int)column * MarkLength, MarkLength).SequenceEqual(Mark(Number, (int)column, value));

    private static byte[] Mark(string number, int column, string value) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{number}\n{column}\n{value}")))[..MarkLength];
}
