namespace MemberHub.Domain.Societies;

/// <summary>A category of members (会員区分), such as 正会員 or 賛助会員. Each society has its own.</summary>
public sealed class MemberCategory : IOfSociety, IVersioned
{
    public const int CodeMaxLength = 30;
    public const int NameMaxLength = 40;

    private MemberCategory()
    {
    }

    public MemberCategory(string code, string nameJa, string nameEn, bool isOrganisation = false) =>
        (Code, NameJa, NameEn, IsOrganisation) = (code, nameJa, nameEn, isOrganisation);

    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    /// <summary>The name in code and settings, such as Regular; unique in the society.</summary>
    public string Code { get; private set; } = "";

    public string NameJa { get; private set; } = "";

    public string NameEn { get; private set; } = "";

    /// <summary>Members of this category are bodies, not persons; they are addressed with 御中.</summary>
    public bool IsOrganisation { get; private set; }

    /// <summary>Since when nobody becomes a member of it any more, UTC; null while it is offered.</summary>
    public DateTime? EndedUtc { get; private set; }

    public int Version { get; private set; }

    /// <summary>The name in a language (ja or en); the Japanese one where there is no other.</summary>
    public string NameIn(string language) => Bilingual.In(language, NameJa, NameEn);

    /// <summary>Names it anew. What was charged and printed keeps the old name.</summary>
    public void Change(string nameJa, string nameEn, bool isOrganisation) => (NameJa, NameEn, IsOrganisation) = (nameJa, nameEn, isOrganisation);

    /// <summary>Offers it no more, or, with null, again.</summary>
    public void End(DateTime? sinceUtc) => EndedUtc = sinceUtc;
}
