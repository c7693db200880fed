namespace MemberHub.Domain.Societies;

/// <summary>A category of members (会員区分), such as 正会員 or 賛助会員. Each society has its own.</summary>
public sealed class MemberCategory : IOfSociety
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
}
