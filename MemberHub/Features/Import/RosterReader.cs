using System.Globalization;
using MemberHub.Domain;
using MemberHub.Domain.Members;
using MemberHub.Platform.Files;

namespace MemberHub.Features.Import;

/// <summary>A good row of the roster.</summary>
public sealed record RosterRow(CsvRow Source, MemberNumber Number, RosterValues Values)
{
    /// <summary>What it said when it was taken out; null for a row that was not.</summary>
    internal RowPrint? Print { get; init; }
}

/// <summary>Reads and checks a roster by itself; whether a login ID is taken in the database is seen later.</summary>
public sealed class RosterReader(ImportTable table, IReadOnlyCollection<string> categories, IReadOnlyCollection<string> ranks)
{
    private readonly Dictionary<string, int> numbers = [];
    private readonly List<(string Number, int Line)> unreadable = [];
    private readonly Dictionary<string, int> loginIds = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> emails = new(StringComparer.OrdinalIgnoreCase);

    public List<RosterRow> Good { get; } = [];

    public List<Rejection> Rejected { get; } = [];

    /// <summary>Every member number that the file has, good row or not, with the line of its first row.</summary>
    public IReadOnlyDictionary<string, int> Numbers => numbers;

    /// <summary>The addresses of the file's readable rows, without regard to letter case.</summary>
    public IReadOnlyDictionary<string, int> Emails => emails;

    public void ReadAll(Action<int> progress)
    {
        foreach (var (index, row) in table.Rows.Index())
        {
            Read(row);
            progress(index + 1);
        }

        foreach (var (number, line) in unreadable)
        {
            numbers.TryAdd(number, line);
        }
    }

    private void Read(CsvRow source)
    {
        var row = new RowReader(table, RosterValues.Columns, source);
        if (row.IsReadable())
        {
            var print = RowPrint.Read(table.Extra(source));
            var values = Values(row, print);
            if (row.Faults.Count == 0)
            {
                Good.Add(new RosterRow(source, MemberNumber.Parse(values[RosterColumn.Number]), values) { Print = print?.Number == values[RosterColumn.Number] ? print : null });
            }
        }
        else if (table.Has(source, (int)RosterColumn.Number) && MemberNumber.TryParse(JapaneseText.Code(table.Field(source, (int)RosterColumn.Number)), out var number))
        {
            unreadable.Add((number.Value.Digits, source.Line));
        }

        Rejected.AddRange(row.Faults);
    }

    private RosterValues Values(RowReader row, RowPrint? print)
    {
        var values = new RosterValues
        {
            [RosterColumn.Number] = Number(row, print),
            [RosterColumn.Name] = row.Required((int)RosterColumn.Name, JapaneseText.Name, Member.NameMaxLength),
            [RosterColumn.Kana] = row.Read((int)RosterColumn.Kana, JapaneseText.Kana, Member.KanaMaxLength),
            [RosterColumn.Category] = row.Word((int)RosterColumn.Category, categories),
            [RosterColumn.Rank] = row.Word((int)RosterColumn.Rank, ranks),
            [RosterColumn.Sex] = row.Word((int)RosterColumn.Sex, [RosterValues.Male, RosterValues.Female]),
            [RosterColumn.BirthDate] = RosterValues.Text(row.Date((int)RosterColumn.BirthDate)),
            [RosterColumn.JoinedOn] = RosterValues.Text(row.Date((int)RosterColumn.JoinedOn)),
            [RosterColumn.WithdrawnOn] = RosterValues.Text(row.Date((int)RosterColumn.WithdrawnOn)),
            [RosterColumn.LoginId] = LoginIdOf(row),
            [RosterColumn.Email] = Email(row),
            [RosterColumn.Qualifications] = row.Read((int)RosterColumn.Qualifications, Choices, Member.ChoicesMaxLength),
            [RosterColumn.Specialties] = row.Read((int)RosterColumn.Specialties, Choices, Member.ChoicesMaxLength),
            [RosterColumn.Destination] = row.Word((int)RosterColumn.Destination, [RosterValues.ToAffiliation, RosterValues.ToHome]),
            [RosterColumn.Institution] = row.Read((int)RosterColumn.Institution, JapaneseText.Text, AffiliationDetails.InstitutionMaxLength),
            [RosterColumn.Department] = row.Read((int)RosterColumn.Department, JapaneseText.Text, AffiliationDetails.DepartmentMaxLength),
            [RosterColumn.WorkPostalCode] = row.Read((int)RosterColumn.WorkPostalCode, JapaneseText.PostalCode, PostalAddress.PostalCodeMaxLength),
            [RosterColumn.WorkAddress] = row.Read((int)RosterColumn.WorkAddress, JapaneseText.Text, PostalAddress.AddressMaxLength),
            [RosterColumn.WorkPhone] = row.Read((int)RosterColumn.WorkPhone, JapaneseText.Phone, PostalAddress.PhoneMaxLength),
            [RosterColumn.HomePostalCode] = row.Read((int)RosterColumn.HomePostalCode, JapaneseText.PostalCode, PostalAddress.PostalCodeMaxLength),
            [RosterColumn.HomeAddress] = row.Read((int)RosterColumn.HomeAddress, JapaneseText.Text, PostalAddress.AddressMaxLength),
            [RosterColumn.HomePhone] = row.Read((int)RosterColumn.HomePhone, JapaneseText.Phone, PostalAddress.PhoneMaxLength),
            [RosterColumn.MobilePhone] = row.Read((int)RosterColumn.MobilePhone, JapaneseText.Phone, PostalAddress.PhoneMaxLength),
            [RosterColumn.Units] = Units(row),
        };
        if (values[RosterColumn.Category].Length == 0)
        {
            row.Refuse((int)RosterColumn.Category, new ValueMissing());
        }

        if (values[RosterColumn.Destination].Length == 0)
        {
            values[RosterColumn.Destination] = values.Affiliation().IsEmpty ? RosterValues.ToHome : RosterValues.ToAffiliation;
        }

        return values;
    }

    private string Number(RowReader row, RowPrint? print)
    {
        var typed = row.Required((int)RosterColumn.Number, JapaneseText.Code, int.MaxValue);
        var number = print is not null && Spreadsheet.TookZeros(print.Number, typed) ? print.Number : typed;
        if (number.Length > 0 && !MemberNumber.TryParse(number, out _))
        {
            row.Refuse((int)RosterColumn.Number, new BadMemberNumber(RowReader.Shown(number)));
        }
        else if (number.Length > 0 && !numbers.TryAdd(number, row.Line))
        {
            row.Refuse((int)RosterColumn.Number, new MemberNumberTwice(number, numbers[number]));
        }

        return number;
    }

    private static string Units(RowReader row)
    {
        var typed = row.Code((int)RosterColumn.Units, int.MaxValue);
        if (typed.Length == 0)
        {
            return "";
        }

        if (int.TryParse(typed.TrimEnd('口'), NumberStyles.None, CultureInfo.InvariantCulture, out var units) && units is >= 1 and <= Member.MaxUnits)
        {
            return RosterValues.Text(units);
        }

        row.Refuse((int)RosterColumn.Units, new BadUnits(RowReader.Shown(typed)));
        return "";
    }

    private string LoginIdOf(RowReader row)
    {
        var id = row.Required((int)RosterColumn.LoginId, JapaneseText.Code, LoginId.MaxLength);
        if (id.Length is > 0 and <= LoginId.MaxLength && !LoginId.IsImportable(id))
        {
            row.Refuse((int)RosterColumn.LoginId, new BadLoginId(id));
        }
        else if (id.Length > 0 && !loginIds.TryAdd(id, row.Line))
        {
            row.Refuse((int)RosterColumn.LoginId, new LoginIdTwice(RowReader.Shown(id), loginIds[id]));
        }

        return id;
    }

    private string Email(RowReader row)
    {
        var address = row.Code((int)RosterColumn.Email, EmailAddress.MaxLength);
        if (address.Length is > 0 and <= EmailAddress.MaxLength && EmailAddress.FaultOf(address) is { } fault)
        {
            row.Refuse((int)RosterColumn.Email, Refusal(fault, RowReader.Shown(address)));
        }
        else if (address.Length > 0 && !emails.TryAdd(address, row.Line))
        {
            row.Refuse((int)RosterColumn.Email, new EmailTwice(RowReader.Shown(address), emails[address]));
        }

        return address;
    }

    private static string Choices(string text) => RosterValues.Text(RosterValues.Choices(text));

    private static Refusal Refusal(EmailFault fault, string address) => fault switch
    {
        EmailFault.NoAt => new EmailNeedsAt(address),
        EmailFault.ManyAts => new EmailHasManyAts(address),
        EmailFault.NothingBeforeAt => new EmailNeedsName(address),
        EmailFault.NothingAfterAt or EmailFault.Domain => new EmailNeedsDomain(address),
        EmailFault.Blank => new EmailHasBlank(address),
        EmailFault.NotAscii or EmailFault.SignBeforeAt => new EmailHasForeignSign(address),
        EmailFault.TooLong => new EmailTooLong(),
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, null),
    };
}
