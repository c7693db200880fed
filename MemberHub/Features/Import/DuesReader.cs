using System.Globalization;
using MemberHub.Domain;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using MemberHub.Platform.Files;

namespace MemberHub.Features.Import;

/// <summary>A good row of the dues file.</summary>
public sealed record DuesRow(CsvRow Source, ChargeKey Key, DuesValues Values);

/// <summary>A member is charged once for a fiscal year and item.</summary>
public readonly record struct ChargeKey(string Member, FiscalYear Year, DuesItem Item)
{
    public override string ToString() => $"{Member}/{Year}/{Item}";
}

/// <summary>Reads and checks a dues file against the members that will be there.</summary>
public sealed class DuesReader(
    ImportTable table, IReadOnlySet<string> members, IReadOnlyDictionary<string, int> rosterLines, PaymentCalendar calendar)
{
    private static readonly string[] MethodNames = [.. DuesValues.Methods.Keys, DuesValues.Waived];
    private static readonly string[] ItemNames = [.. DuesValues.Items.Keys];

    private readonly Dictionary<ChargeKey, int> keys = [];

    public List<DuesRow> Good { get; } = [];

    public List<Rejection> Rejected { get; } = [];

    public void ReadAll(Action<int> progress)
    {
        foreach (var (index, row) in table.Rows.Index())
        {
            Read(row);
            progress(index + 1);
        }
    }

    private void Read(CsvRow source)
    {
        var row = new RowReader(table, DuesValues.Columns, source);
        if (row.IsReadable())
        {
            var member = MemberOf(row);
            var year = Year(row);
            var item = Item(row);
            var values = Values(row, year);
            if (row.Faults.Count == 0)
            {
                var key = new ChargeKey(member, year, item);
                if (keys.TryAdd(key, row.Line))
                {
                    Good.Add(new DuesRow(source, key, values));
                }
                else
                {
                    row.Refuse((int)DuesColumn.Year, new ChargeTwice(member, year, keys[key]));
                }
            }
        }

        Rejected.AddRange(row.Faults);
    }

    private string MemberOf(RowReader row)
    {
        var number = row.Required((int)DuesColumn.Number, JapaneseText.Code, int.MaxValue);
        if (number.Length > 0 && !members.Contains(number))
        {
            row.Refuse((int)DuesColumn.Number, rosterLines.TryGetValue(number, out var line)
                ? new MemberNotTaken(RowReader.Shown(number), line)
                : new UnknownMember(RowReader.Shown(number)));
        }

        return number;
    }

    private static FiscalYear Year(RowReader row)
    {
        var text = row.Required((int)DuesColumn.Year, JapaneseText.Code, int.MaxValue);
        var digits = text.TrimEnd('度').TrimEnd('年');
        if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            && year is >= FiscalYear.Earliest and <= FiscalYear.Latest)
        {
            return new FiscalYear(year);
        }

        if (text.Length > 0)
        {
            row.Refuse((int)DuesColumn.Year, new BadYear(RowReader.Shown(text)));
        }

        return default;
    }

    private static DuesItem Item(RowReader row)
    {
        var name = row.Word((int)DuesColumn.Item, ItemNames);
        if (name.Length == 0)
        {
            row.Refuse((int)DuesColumn.Item, new ValueMissing());
        }

        return DuesValues.Items.GetValueOrDefault(name);
    }

    private DuesValues Values(RowReader row, FiscalYear year)
    {
        var amount = row.Money((int)DuesColumn.Amount, DuesCharge.MaxAmount) ?? Yen.Zero;
        var received = row.Code((int)DuesColumn.Received, int.MaxValue).Length == 0
            ? Yen.Zero
            : row.Money((int)DuesColumn.Received, DuesCharge.MaxAmount) ?? Yen.Zero;
        var date = row.Date((int)DuesColumn.ReceivedOn);
        var method = row.Word((int)DuesColumn.Method, MethodNames);
        var isWaived = method == DuesValues.Waived;
        if (received == Yen.Zero)
        {
            return new DuesValues(amount.Value, 0, null, null, isWaived);
        }

        if (date is null)
        {
            RefuseMissing(row, (int)DuesColumn.ReceivedOn, new MoneyWithoutDate(received));
        }
        else if (year.Year >= FiscalYear.Earliest && date < calendar.FirstDay(year).AddYears(-1))
        {
            row.Refuse((int)DuesColumn.ReceivedOn, new MoneyYearsBefore(date.Value, year));
        }

        if (method.Length == 0)
        {
            row.Refuse((int)DuesColumn.Method, new MoneyWithoutMethod(received));
        }

        // The file does not tell how the paid part of a waived charge came; offices take partial dues by transfer.
        var came = isWaived ? Domain.Payments.PaymentMethod.BankTransfer : DuesValues.Methods.GetValueOrDefault(method);
        return new DuesValues(amount.Value, received.Value, date, came, isWaived);
    }

    // A date that could not be read was refused already.
    private static void RefuseMissing(RowReader row, int column, Refusal reason)
    {
        if (!row.Faults.Exists(fault => fault.Column == DuesValues.Columns[column]))
        {
            row.Refuse(column, reason);
        }
    }
}
