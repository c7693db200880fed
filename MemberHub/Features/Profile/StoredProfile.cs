using MemberHub.Domain;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Profile;

/// <summary>A member's profile as it is saved, with what the page needs to edit it. Small enough to travel from prerender to circuit.</summary>
public sealed record StoredProfile
{
    public long MemberId { get; init; }

    /// <summary>The version that a save must still find.</summary>
    public int Version { get; init; }

    public string Number { get; init; } = "";

    public LocalName Category { get; init; } = new("", "");

    /// <summary>Null for a member without an honour.</summary>
    public LocalName? Rank { get; init; }

    /// <summary>Bodies have neither sex nor birth date.</summary>
    public bool IsOrganisation { get; init; }

    public bool IsOverseas { get; init; }

    /// <summary>評議員: named with the institution in the society's roster, whatever others see otherwise.</summary>
    public bool IsCouncillor { get; init; }

    public string LoginId { get; init; } = "";

    public string Email { get; init; } = "";

    /// <summary>The member gets news by mail (お知らせメール).</summary>
    public bool TakesNews { get; init; }

    /// <summary>The day of leaving; null for a member.</summary>
    public DateOnly? WithdrawnOn { get; init; }

    public PersonalDetails Person { get; init; } = new();

    /// <summary>In their order; the first is 所属先1.</summary>
    public IReadOnlyList<AffiliationDetails> Affiliations { get; init; } = [];

    /// <summary>The licences that can be ticked: those of the society and those the member came with.</summary>
    public IReadOnlyList<string> QualificationChoices { get; init; } = [];

    /// <summary>The fields of work that can be ticked, likewise.</summary>
    public IReadOnlyList<string> SpecialtyChoices { get; init; } = [];

    public string OfficePhone { get; init; } = "";

    public bool HasAffiliation => Affiliations.Count > 0;
}

/// <summary>What the society calls something, in Japanese and English.</summary>
public sealed record LocalName(string Ja, string En)
{
    public string In(string language) => Bilingual.In(language, Ja, En);

    public static LocalName? Of(Rank? rank) => rank is null ? null : new LocalName(rank.NameJa, rank.NameEn);
}
