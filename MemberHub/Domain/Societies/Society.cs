namespace MemberHub.Domain.Societies;

/// <summary>A learned society (学会) that runs a portal.</summary>
public sealed class Society
{
    public const int CodeMaxLength = 20;
    public const int NameMaxLength = 100;

    private Society()
    {
    }

    public Society(string code, string nameJa, string nameEn, SocietySettings settings) =>
        (Code, NameJa, NameEn, Settings) = (code, nameJa, nameEn, settings);

    public long Id { get; private set; }

    /// <summary>A short name for addresses and files, in ASCII; unique.</summary>
    public string Code { get; private set; } = "";

    public string NameJa { get; private set; } = "";

    public string NameEn { get; private set; } = "";

    public SocietySettings Settings { get; private set; } = new();

    /// <summary>The name in a language (ja or en); the Japanese one where there is no other.</summary>
    public string NameIn(string language) => Bilingual.In(language, NameJa, NameEn);

    public void Rename(string nameJa, string nameEn) => (NameJa, NameEn) = (nameJa, nameEn);

    /// <summary>Sets anew what the office can set. What was printed before keeps what it said.</summary>
    public void Change(SocietySettings settings) => Settings = settings;
}
