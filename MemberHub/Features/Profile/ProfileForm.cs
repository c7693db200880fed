using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using MemberHub.Domain.Members;

namespace MemberHub.Features.Profile;

/// <summary>What stands in the fields of 基本情報, as typed. <see cref="ProfileInput"/> is what it means.</summary>
public sealed class ProfileForm
{
    public string Name { get; set; } = "";

    public string Kana { get; set; } = "";

    public Sex Sex { get; set; }

    public string BirthDate { get; set; } = "";

    public List<string> Qualifications { get; set; } = [];

    public List<string> Specialties { get; set; } = [];

    public MailingDestination MailingDestination { get; set; }

    public List<AffiliationForm> Affiliations { get; set; } = [];

    public AddressForm Home { get; set; } = new();

    public string MobilePhone { get; set; } = "";

    /// <summary>表示: which of the person's fields the other members see.</summary>
    public VisibleFields Visible { get; set; }

    /// <summary>What is saved. The rules need it: nobody is asked for what they never told.</summary>
    [JsonIgnore]
    public StoredProfile Stored { get; set; } = new();

    [JsonIgnore]
    public bool CanAddAffiliation => Affiliations.Count < AffiliationDetails.MaxCount;

    public static ProfileForm Of(StoredProfile stored) => new()
    {
        Stored = stored,
        Name = stored.Person.Name,
        Kana = stored.Person.Kana,
        Sex = stored.Person.Sex,
        BirthDate = Written(stored.Person.BirthDate),
        Qualifications = [.. stored.Person.Qualifications],
        Specialties = [.. stored.Person.Specialties],
        MailingDestination = stored.Person.MailingDestination,
        Affiliations = [.. stored.Affiliations.Select((details, index) => AffiliationForm.Of(details, index + 1))],
        Home = AddressForm.Of(stored.Person.Home),
        MobilePhone = stored.Person.MobilePhone,
        Visible = stored.Person.Visible,
    };

    public void AddAffiliation()
    {
        if (CanAddAffiliation)
        {
            Affiliations.Add(new AffiliationForm());
        }
    }

    /// <summary>Takes an affiliation out of the form; 所属先1 stays once it was saved.</summary>
    public void Remove(AffiliationForm affiliation)
    {
        if (!affiliation.IsFixed)
        {
            Affiliations.Remove(affiliation);
        }
    }

    /// <summary>Whether the fields say the same; used to know if there is anything to save.</summary>
    public bool SaysTheSameAs(ProfileForm other) => Json() == other.Json();

    public ProfileForm Copy() => FromJson(Json(), Stored);

    /// <summary>Takes over what was saved elsewhere in the fields that were not touched since <paramref name="basis"/>.</summary>
    public ProfileForm Onto(StoredProfile stored, ProfileForm basis)
    {
        var result = Of(stored);
        result.Name = Touched(Name, basis.Name, result.Name);
        result.Kana = Touched(Kana, basis.Kana, result.Kana);
        result.Sex = Touched(Sex, basis.Sex, result.Sex);
        result.BirthDate = Touched(BirthDate, basis.BirthDate, result.BirthDate);
        result.MailingDestination = Touched(MailingDestination, basis.MailingDestination, result.MailingDestination);
        result.MobilePhone = Touched(MobilePhone, basis.MobilePhone, result.MobilePhone);
        result.Visible ^= (result.Visible ^ Visible) & (basis.Visible ^ Visible);
        result.Home.PostalCode = Touched(Home.PostalCode, basis.Home.PostalCode, result.Home.PostalCode);
        result.Home.Address = Touched(Home.Address, basis.Home.Address, result.Home.Address);
        result.Home.Phone = Touched(Home.Phone, basis.Home.Phone, result.Home.Phone);
        result.Qualifications = Qualifications.SequenceEqual(basis.Qualifications) ? result.Qualifications : [.. Qualifications];
        result.Specialties = Specialties.SequenceEqual(basis.Specialties) ? result.Specialties : [.. Specialties];
        if (JsonSerializer.Serialize(Affiliations) != JsonSerializer.Serialize(basis.Affiliations))
        {
            var addedElsewhere = result.Affiliations.Skip(Math.Max(basis.Affiliations.Count, 1));
            result.Affiliations = [.. Copy().Affiliations.Select((typed, index) => typed.Onto(index, stored.Affiliations.Count)), .. addedElsewhere];
        }

        return result;
    }

    /// <summary>The same form with what others see as it is saved: that is the member's own to choose, whoever else types.</summary>
    public ProfileForm KeepingVisibilityOf(StoredProfile stored)
    {
        var form = Copy();
        form.Visible = stored.Person.Visible;
        foreach (var affiliation in form.Affiliations)
        {
            affiliation.Visible = affiliation.Origin is { } origin && origin <= stored.Affiliations.Count ? stored.Affiliations[origin - 1].Visible : VisibleFields.None;
        }

        return form;
    }

    private string Json() => JsonSerializer.Serialize(this);

    private static ProfileForm FromJson(string json, StoredProfile stored)
    {
        var form = JsonSerializer.Deserialize<ProfileForm>(json)!;
        form.Stored = stored;
        return form;
    }

    private static T Touched<T>(T typed, T basis, T saved) => EqualityComparer<T>.Default.Equals(typed, basis) ? saved : typed;

    private static string Written(DateOnly? day) => day is not { } date ? ""
        : CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{date.Year}年{date.Month}月{date.Day}日");
}

/// <summary>The fields of one affiliation.</summary>
public sealed class AffiliationForm
{
    /// <summary>The number it is saved under; null when it was added on the page.</summary>
    public int? Origin { get; set; }

    public string Institution { get; set; } = "";

    public string Department { get; set; } = "";

    public AddressForm Place { get; set; } = new();

    /// <summary>表示: which fields of this affiliation the other members see.</summary>
    public VisibleFields Visible { get; set; }

    /// <summary>所属先1 can be neither removed nor emptied once it is saved.</summary>
    [JsonIgnore]
    public bool IsFixed => Origin == 1;

    [JsonIgnore]
    public bool IsEmpty => string.IsNullOrWhiteSpace(Institution + Department + Place.PostalCode + Place.Address + Place.Phone);

    public static AffiliationForm Of(AffiliationDetails details, int origin) => new()
    {
        Origin = origin,
        Institution = details.Institution,
        Department = details.Department,
        Place = AddressForm.Of(details.Place),
        Visible = details.Visible,
    };

    // What was typed keeps its place; a number that is no longer saved makes it a new one.
    internal AffiliationForm Onto(int index, int savedCount)
    {
        Origin = index == 0 && savedCount > 0 ? 1 : Origin <= savedCount ? Origin : null;
        return this;
    }
}

/// <summary>The fields of an address.</summary>
public sealed class AddressForm
{
    public string PostalCode { get; set; } = "";

    public string Address { get; set; } = "";

    public string Phone { get; set; } = "";

    public static AddressForm Of(PostalAddress address) => new() { PostalCode = address.PostalCode, Address = address.Address, Phone = address.Phone };
}
