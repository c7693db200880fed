using System.Globalization;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;

namespace MemberHub.Data.DemoData;

/// <summary>Plans the members of the demo society: the same ones for the same day.</summary>
internal sealed class DemoRoster(DateOnly today, SocietySettings settings)
{
    private const int FirstNumber = 101;
    private const int Seed = 20190401;

    private static readonly (string Category, int Count)[] Plan =
        [("Regular", 230), ("Student", 24), ("Honorary", 6), ("Meritorious", 12), ("Overseas", 12), ("Supporting", 8)];

    // Out of a hundred.
    private static readonly (DemoHabit Habit, int Share)[] Habits =
    [
        (DemoHabit.PaysEveryYear, 54), (DemoHabit.OwesThisYear, 16), (DemoHabit.PaidTogether, 6), (DemoHabit.OwesTwoYears, 5), (DemoHabit.OwesThreeYears, 4), (DemoHabit.OwesLastYear, 4),
        (DemoHabit.PaidInPart, 3), (DemoHabit.PaidTooMuch, 3), (DemoHabit.WasWaived, 3), (DemoHabit.NeverCameBack, 2),
    ];

    private readonly Random random = new(Seed);
    private readonly HashSet<string> logins = new(DemoSignIns.Members.Select(member => member.Login).Concat(DemoSignIns.Staff.Select(staff => staff.Login)));

    public IReadOnlyList<DemoMember> Compose()
    {
        List<DemoMember> members = [.. DemoSignIns.Members.Select(Named)];
        foreach (var (category, count) in Plan)
        {
            members.AddRange(Enumerable.Range(0, count).Select(position => Invented(category, position)));
        }

        // Two people may have the same name; only the number tells them apart.
        members.AddRange(members.Where(member => member.Category == "Regular").Skip(40).Take(4).ToList().Select(SameName));
        return Numbered(members);
    }

    private DemoMember Named(DemoSignIn signIn)
    {
        var family = DemoNames.Families.First(name => name.Written == signIn.Family);
        var given = DemoNames.Women.Concat(DemoNames.Men).First(name => name.Written == signIn.Given);
        var joinedOn = today.AddYears(-12).AddDays(random.Next(300));
        return new DemoMember
        {
            Login = signIn.Login,
            Email = $"{signIn.Login}@mail.example.jp",
            Category = "Regular",
            Person = Person(family, given, joinedOn) with { MailingDestination = MailingDestination.Affiliation1 },
            Affiliations = [DemoPlaces.Affiliation(random), DemoPlaces.Affiliation(random)],
            JoinedOn = joinedOn,
            WithdrawnOn = signIn.Withdrawn ? today.AddMonths(-5) : null,
            Habit = signIn.Habit,
        };
    }

    private DemoMember Invented(string category, int position)
    {
        var (family, given) = category switch
        {
            "Supporting" => (DemoNames.Companies[position % DemoNames.Companies.Count], new DemoName("", "", "")),
            "Overseas" => (DemoNames.Overseas[position % DemoNames.Overseas.Count], new DemoName("", "", "")),
            _ => (random.Pick(DemoNames.Families), random.Pick(random.Next(100) < 45 ? DemoNames.Women : DemoNames.Men)),
        };
        var login = Login(family, given);
        var affiliations = Affiliations(category);
        var joinedOn = today.AddDays(-random.Next(category == "Student" ? 1200 : 9000) - 60);
        return new DemoMember
        {
            Login = login,
            Email = random.Next(100) < 4 ? null : $"{login}@{random.Pick(["mail.example.jp", "hospital.example.jp", "lab.example.com"])}",
            Category = category,
            Rank = category == "Regular" && position % 16 == 3 ? "Councillor" : null,
            Person = Person(family, given, joinedOn) with
            {
                Home = category switch { "Overseas" => DemoPlaces.HomeAbroad(random), "Supporting" => new PostalAddress(), _ => DemoPlaces.Home(random) },
                MailingDestination = affiliations.Count == 0 || random.Next(100) < 20 ? MailingDestination.Home : MailingDestination.Affiliation1,
            },
            Affiliations = affiliations,
            JoinedOn = joinedOn,
            WithdrawnOn = position % 25 == 7 ? Earlier(joinedOn) : null,
            Units = category == "Supporting" ? 1 + (position % 3) : 1,
            Habit = Habit(random.Next(100)),
        };
    }

    private DemoMember SameName(DemoMember first)
    {
        var second = Invented("Regular", position: 0);
        return second with { Person = second.Person with { Name = first.Person.Name, Kana = first.Person.Kana, Sex = first.Person.Sex } };
    }

    private PersonalDetails Person(DemoName family, DemoName given, DateOnly joinedOn)
    {
        var isPerson = given.Written.Length > 0;
        return new PersonalDetails
        {
            Name = isPerson ? $"{family.Written}　{given.Written}" : family.Written,
            Kana = isPerson ? $"{family.Kana}　{given.Kana}" : family.Kana,
            Sex = !isPerson ? Sex.Unknown : DemoNames.Women.Contains(given) ? Sex.Female : Sex.Male,
            BirthDate = isPerson ? joinedOn.AddYears(-22).AddDays(-random.Next(8_000)) : null,
            Qualifications = isPerson ? Some(settings.Qualifications) : [],
            Specialties = isPerson ? Some(settings.Specialties) : [],
            Home = DemoPlaces.Home(random),
            MobilePhone = isPerson ? DemoPlaces.Mobile(random) : "",
        };
    }

    private IReadOnlyList<AffiliationDetails> Affiliations(string category) => category switch
    {
        "Supporting" => [DemoPlaces.Affiliation(random) with { Institution = "本社", Department = "学術部" }],
        "Overseas" => [],
        _ => [.. Enumerable.Range(0, random.Next(100) switch { < 10 => 0, < 85 => 1, _ => 2 }).Select(_ => DemoPlaces.Affiliation(random))],
    };

    private string Login(DemoName family, DemoName given)
    {
        var wanted = given.Latin.Length > 0 ? $"{given.Latin[0]}.{family.Latin}" : family.Latin;
        var login = wanted;
        for (var suffix = 2; !logins.Add(login); suffix++)
        {
            login = string.Create(CultureInfo.InvariantCulture, $"{wanted}{suffix}");
        }

        return login;
    }

    // Who came earlier has the lower number. Gaps are normal: a number is never given again.
    private List<DemoMember> Numbered(IEnumerable<DemoMember> members)
    {
        var number = FirstNumber;
        return [.. members.OrderBy(member => member.JoinedOn).Select((member, position) => Showing(member with { Number = (number += random.Next(1, 4)).ToString("D7", CultureInfo.InvariantCulture) }, position))];
    }

    // Most show nothing, as after an import; a third shows where they work, and some of them how to write to them.
    private static DemoMember Showing(DemoMember member, int position) => position % 3 > 0 ? member : member with
    {
        Person = member.Person with { Visible = position % 2 > 0 ? VisibleFields.None : VisibleFields.Email | VisibleFields.Qualifications | VisibleFields.Specialties },
        Affiliations = [.. member.Affiliations.Select(work => work with { Visible = VisibleFields.Institution | VisibleFields.Department | (position % 4 > 0 ? VisibleFields.None : VisibleFields.Phone) })],
    };

    private DateOnly Earlier(DateOnly joinedOn)
    {
        var days = today.DayNumber - joinedOn.DayNumber;
        return today.AddDays(-random.Next(1, Math.Min(days, 1500)));
    }

    private List<string> Some(IReadOnlyList<string> choices) =>
        [.. choices.Where(_ => random.Next(choices.Count) < 1).Take(3)];

    private static DemoHabit Habit(int percentile)
    {
        foreach (var (habit, share) in Habits)
        {
            if (percentile < share)
            {
                return habit;
            }

            percentile -= share;
        }

        return DemoHabit.PaysEveryYear;
    }
}
