namespace MemberHub.Domain.Societies;

/// <summary>An honour beside the category (称号・役職), such as 評議員.</summary>
public sealed class Rank : IOfSociety, IVersioned
{
    public const int CodeMaxLength = 30;
    public const int NameMaxLength = 40;

    private Rank()
    {
    }

    public Rank(string code, string nameJa, string nameEn) => (Code, NameJa, NameEn) = (code, nameJa, nameEn);

    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    /// <summary>The name in code and settings, such as Councillor; unique in the society.</summary>
    public string Code { get; private set; } = "";

    public string NameJa { get; private set; } = "";

    public string NameEn { get; private set; } = "";

    /// <summary>Since when nobody is given it any more, UTC; null while it is offered.</summary>
    public DateTime? EndedUtc { get; private set; }

    public int Version { get; private set; }

    /// <summary>The name in a language (ja or en); the Japanese one where there is no other.</summary>
    public string NameIn(string language) => Bilingual.In(language, NameJa, NameEn);

    /// <summary>Names it anew.</summary>
    public void Rename(string nameJa, string nameEn) => (NameJa, NameEn) = (nameJa, nameEn);

    /// <summary>Offers it no more, or, with null, again.</summary>
    public void End(DateTime? sinceUtc) => EndedUtc = sinceUtc;
}
