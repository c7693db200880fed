using System.Globalization;
using System.Text.RegularExpressions;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Members;
using MemberHub.Platform.Files;

namespace MemberHub.Features.Import;

/// <summary>Reads the fields of one record and collects what is wrong with them.</summary>
internal sealed partial class RowReader(ImportTable table, IReadOnlyList<string> columns, CsvRow row)
{
    private const int ShownLength = 60;

    public List<Rejection> Faults { get; } = [];

    public int Line => row.Line;

    /// <summary>False for a record whose fields cannot be told apart, or with characters that no office types.</summary>
    public bool IsReadable()
    {
        if (row.Fields.Count != table.Header.Count)
        {
            Faults.Add(new Rejection(table.Name, row.Line, "", new WrongColumnCount(table.Header.Count, row.Fields.Count)) { Row = row });
            return false;
        }

        for (var column = 0; column < columns.Count; column++)
        {
            if (JapaneseText.HasControlCharacters(table.Field(row, column)))
            {
                Refuse(column, new UntypableCharacters());
            }
        }

        return Faults.Count == 0;
    }

    public void Refuse(int column, Refusal reason) => Faults.Add(new Rejection(table.Name, row.Line, columns[column], reason) { Row = row });

    /// <summary>What is said of a value: long ones are cut.</summary>
    public static string Shown(string value) => value.Length <= ShownLength ? value : string.Concat(value.AsSpan(0, ShownLength), "…");

    public string Code(int column, int maxLength) => Checked(column, JapaneseText.Code(table.Field(row, column)), maxLength);

    public string Read(int column, Func<string, string> form, int maxLength) => Checked(column, form(table.Field(row, column)), maxLength);

    public string Required(int column, Func<string, string> form, int maxLength)
    {
        var value = Read(column, form, maxLength);
        if (value.Length == 0)
        {
            Refuse(column, new ValueMissing());
        }

        return value;
    }

    /// <summary>One of a few words, or empty.</summary>
    public string Word(int column, IReadOnlyCollection<string> known)
    {
        var value = JapaneseText.Text(table.Field(row, column));
        if (value.Length > 0 && !known.Contains(value))
        {
            Refuse(column, new UnknownWord(Shown(value), [.. known]));
        }

        return value;
    }

    public DateOnly? Date(int column)
    {
        var text = table.Field(row, column);
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (JapaneseDate.TryParse(text, out var date))
        {
            return date;
        }

        Refuse(column, new ImpossibleDate(Shown(text.Trim())));
        return null;
    }

    /// <summary>Yen, as 12000, 12,000, ¥12,000 or 12,000円. Null when refused.</summary>
    public Yen? Money(int column, Yen max)
    {
        var text = JapaneseText.Code(table.Field(row, column));
        var grouped = text.TrimStart('¥', '￥', '\\').TrimEnd('円');
        var digits = Grouped().IsMatch(grouped) ? grouped.Replace(",", "", StringComparison.Ordinal) : grouped;
        Refusal? fault = null;
        if (!decimal.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount))
        {
            fault = digits.Length > 20 && digits.All(char.IsAsciiDigit) ? new AmountTooLarge(Shown(text), max) : new BadAmount(Shown(text));
        }
        else if (amount < 0)
        {
            fault = new NegativeAmount(Shown(text));
        }
        else if (amount > max.Value)
        {
            fault = new AmountTooLarge(Shown(text), max);
        }

        if (fault is null)
        {
            return new Yen((long)amount);
        }

        Refuse(column, fault);
        return null;
    }

    // A comma anywhere else is a slip of the hand, and nobody can say which.
    [GeneratedRegex(@"^-?[0-9]{1,3}(,[0-9]{3})+$")]
    private static partial Regex Grouped();

    private string Checked(int column, string value, int maxLength)
    {
        if (value.Length > maxLength)
        {
            Refuse(column, new ValueTooLong(Shown(value), maxLength, value.Length));
        }

        return value;
    }
}
