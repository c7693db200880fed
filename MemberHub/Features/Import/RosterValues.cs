using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using MemberHub.Data.Accounts;
using MemberHub.Domain.Members;

namespace MemberHub.Features.Import;

/// <summary>The columns of a roster file.</summary>
public enum RosterColumn
{
    Number, Name, Kana, Category, Rank, Sex, BirthDate, JoinedOn, WithdrawnOn, LoginId, Email, Qualifications, Specialties, Destination,
    Institution, Department, WorkPostalCode, WorkAddress, WorkPhone, HomePostalCode, HomeAddress, HomePhone, MobilePhone, Units,
}

/// <summary>One member as a roster says it, in the form in which two of them can be compared column by column.</summary>
public sealed class RosterValues
{
    public const string Male = "男";
    public const string Female = "女";
    public const string ToAffiliation = "所属";
    public const string ToHome = "自宅";

    /// <summary>The names of the columns, in the order of <see cref="RosterColumn"/>.</summary>
    public static readonly IReadOnlyList<string> Columns =
    [
        "会員番号", "氏名", "ふりがな", "会員区分", "称号", "性別", "生年月日", "入会日", "退会日", "ログインID", "メールアドレス", "国家資格", "専門領域",
        "通信先", "所属機関", "所属部署", "所属郵便番号", "所属住所", "所属電話番号", "自宅郵便番号", "自宅住所", "自宅電話番号", "携帯番号", "口数",
    ];

    /// <summary>Those that a roster may lack. Where it does, or where the cell is empty, it says nothing of them.</summary>
    public static readonly IReadOnlyList<string> Optional = [Columns[(int)RosterColumn.Units]];

    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Dictionary<string, int> Places = Columns.Index().ToDictionary(column => column.Item, column => column.Index);

    private readonly string[] values = [.. Columns.Select(_ => "")];

    public string this[RosterColumn column]
    {
        get => values[(int)column];
        set => values[(int)column] = value;
    }

    /// <summary>In the order of <see cref="Columns"/>.</summary>
    public IReadOnlyList<string> All => values;

    public static RosterValues Of(Member member, AffiliationDetails work, Account? account, string category, string rank)
    {
        var person = member.Person;
        return new RosterValues
        {
            [RosterColumn.Number] = member.Number.Digits,
            [RosterColumn.Name] = person.Name,
            [RosterColumn.Kana] = person.Kana,
            [RosterColumn.Category] = category,
            [RosterColumn.Rank] = rank,
            [RosterColumn.Sex] = person.Sex switch { Sex.Male => Male, Sex.Female => Female, _ => "" },
            [RosterColumn.BirthDate] = Text(person.BirthDate),
            [RosterColumn.JoinedOn] = Text(member.JoinedOn),
            [RosterColumn.WithdrawnOn] = Text(member.WithdrawnOn),
            [RosterColumn.LoginId] = account?.UserName ?? "",
            [RosterColumn.Email] = account?.Email ?? "",
            [RosterColumn.Qualifications] = Text(person.Qualifications),
            [RosterColumn.Specialties] = Text(person.Specialties),
            [RosterColumn.Destination] = person.MailingDestination == MailingDestination.Home ? ToHome : ToAffiliation,
            [RosterColumn.Institution] = work.Institution,
            [RosterColumn.Department] = work.Department,
            [RosterColumn.WorkPostalCode] = work.Place.PostalCode,
            [RosterColumn.WorkAddress] = work.Place.Address,
            [RosterColumn.WorkPhone] = work.Place.Phone,
            [RosterColumn.HomePostalCode] = person.Home.PostalCode,
            [RosterColumn.HomeAddress] = person.Home.Address,
            [RosterColumn.HomePhone] = person.Home.Phone,
            [RosterColumn.MobilePhone] = person.MobilePhone,
            [RosterColumn.Units] = Text(member.Units),
        };
    }

    public static RosterValues FromJson(string json)
    {
        var result = new RosterValues();
        foreach (var (column, value) in JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? [])
        {
            if (Places.TryGetValue(column, out var place))
            {
                result.values[place] = value;
            }
        }

        return result;
    }

    /// <summary>The columns that are not empty, by name.</summary>
    public string ToJson() => JsonSerializer.Serialize(
        Columns.Select((name, i) => (name, value: values[i])).Where(pair => pair.value.Length > 0).ToDictionary(pair => pair.name, pair => pair.value), Options);

    public RosterValues Copy()
    {
        var copy = new RosterValues();
        values.CopyTo(copy.values, 0);
        return copy;
    }

    /// <summary>Whether it says anything of the units.</summary>
    public bool TellUnits => this[RosterColumn.Units].Length > 0;

    /// <summary>口数; 1 where nothing is said of them.</summary>
    public int Units => TellUnits ? int.Parse(this[RosterColumn.Units], CultureInfo.InvariantCulture) : 1;

    public bool SameAs(RosterValues other) => values.AsSpan().SequenceEqual(other.values);

    public DateOnly? Date(RosterColumn column) =>
        this[column].Length == 0 ? null : DateOnly.ParseExact(this[column], "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public PersonalDetails Person() => new()
    {
        Name = this[RosterColumn.Name],
        Kana = this[RosterColumn.Kana],
        Sex = this[RosterColumn.Sex] switch { Male => Sex.Male, Female => Sex.Female, _ => Sex.Unknown },
        BirthDate = Date(RosterColumn.BirthDate),
        Qualifications = Choices(this[RosterColumn.Qualifications]),
        Specialties = Choices(this[RosterColumn.Specialties]),
        MailingDestination = this[RosterColumn.Destination] == ToHome ? MailingDestination.Home : MailingDestination.Affiliation1,
        Home = Place(RosterColumn.HomePostalCode, RosterColumn.HomeAddress, RosterColumn.HomePhone),
        MobilePhone = this[RosterColumn.MobilePhone],
    };

    public AffiliationDetails Affiliation() => new()
    {
        Institution = this[RosterColumn.Institution],
        Department = this[RosterColumn.Department],
        Place = Place(RosterColumn.WorkPostalCode, RosterColumn.WorkAddress, RosterColumn.WorkPhone),
    };

    public static string Text(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    public static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Text(IReadOnlyList<string> choices) => string.Join(';', choices);

    public static IReadOnlyList<string> Choices(string text) =>
        [.. text.Split(';', '；', '\r', '\n').Select(JapaneseText.Text).Where(choice => choice.Length > 0).Distinct()];

    private PostalAddress Place(RosterColumn code, RosterColumn address, RosterColumn phone) =>
        new() { PostalCode = this[code], Address = this[address], Phone = this[phone] };
}
