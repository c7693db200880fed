using System.Globalization;
using MemberHub.Domain.Benefits;
using MemberHub.Domain.Members;

namespace MemberHub.Features.Benefits;

/// <summary>A benefit as typed.</summary>
public sealed class BenefitForm
{
    public string? TitleJa { get; set; }

    /// <summary>Without an English text, the Japanese one is shown.</summary>
    public string? TitleEn { get; set; }

    public string? Link { get; set; }

    public string? LoginId { get; set; }

    /// <summary>Never shown again; while it is empty, the one that is kept stays.</summary>
    public string? Password { get; set; }

    /// <summary>Neither ID nor password goes with it any more.</summary>
    public bool Forget { get; set; }

    public string? CautionJa { get; set; }

    public string? CautionEn { get; set; }

    public BenefitRule Rule { get; set; }

    public string? UntilMonth { get; set; } = BenefitTerms.UsualUntilMonth.ToString(CultureInfo.InvariantCulture);

    public string? UntilDay { get; set; } = BenefitTerms.UsualUntilDay.ToString(CultureInfo.InvariantCulture);

    public bool OpenOnLeave { get; set; }

    /// <summary>The version that was opened.</summary>
    public int Version { get; set; }

    /// <summary>A password is kept. Says the page; nothing depends on it.</summary>
    public bool HasPassword { get; set; }

    internal static BenefitForm Of(Benefit benefit, BenefitCredentials? credentials) => new()
    {
        TitleJa = benefit.TitleJa,
        TitleEn = benefit.TitleEn == benefit.TitleJa ? "" : benefit.TitleEn,
        Link = benefit.Link,
        LoginId = credentials?.LoginId,
        CautionJa = benefit.CautionJa,
        CautionEn = benefit.CautionEn == benefit.CautionJa ? "" : benefit.CautionEn,
        Rule = benefit.Rule,
        UntilMonth = benefit.UntilMonth.ToString(CultureInfo.InvariantCulture),
        UntilDay = benefit.UntilDay.ToString(CultureInfo.InvariantCulture),
        OpenOnLeave = benefit.OpenOnLeave,
        Version = benefit.Version,
        HasPassword = credentials is { Password.Length: > 0 },
    };

    internal BenefitTerms? Terms => Number(UntilMonth, 12) is { } month && Number(UntilDay, 31) is { } day ? new(Rule, month, day, OpenOnLeave) : null;

    internal BenefitWords Words
    {
        get
        {
            var (title, caution) = (JapaneseText.Text(TitleJa ?? ""), Lines(CautionJa));
            return new(title, JapaneseText.Text(TitleEn ?? "") is { Length: > 0 } english ? english : title, (Link ?? "").Trim(), caution, Lines(CautionEn) is { Length: > 0 } said ? said : caution);
        }
    }

    /// <summary>What is wrong with it, or null.</summary>
    internal BenefitFaulty? Fault() => Words switch
    {
        { TitleJa: "" } => new(nameof(TitleJa), "Empty"),
        { TitleJa.Length: > Benefit.TitleMaxLength } => new(nameof(TitleJa), "TooLong"),
        { TitleEn.Length: > Benefit.TitleMaxLength } => new(nameof(TitleEn), "TooLong"),
        { CautionJa.Length: > Benefit.CautionMaxLength } => new(nameof(CautionJa), "TooLong"),
        { CautionEn.Length: > Benefit.CautionMaxLength } => new(nameof(CautionEn), "TooLong"),
        { Link.Length: > Benefit.LinkMaxLength } => new(nameof(Link), "TooLong"),
        { Link: { Length: > 0 } link } when !IsAddress(link) => new(nameof(Link), "Address"),
        _ when LoginId?.Length > Benefit.CredentialMaxLength => new(nameof(LoginId), "TooLong"),
        _ when Password?.Length > Benefit.CredentialMaxLength => new(nameof(Password), "TooLong"),
        _ when JapaneseText.HasControlCharacters((LoginId ?? "") + Password) => new(nameof(LoginId), "Control"),
        _ when !Enum.IsDefined(Rule) => new(nameof(Rule), "Empty"),
        _ when Terms is null => new(nameof(UntilMonth), "Day"),
        _ => null,
    };

    /// <summary>What is to be kept, given what is kept.</summary>
    internal BenefitCredentials Credentials(BenefitCredentials? kept) => Forget
        ? new("", "")
        : new((LoginId ?? "").Trim(), Password is { Length: > 0 } typed ? typed.Trim() : kept?.Password ?? "");

    private static bool IsAddress(string link) => Uri.TryCreate(link, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);

    private static int? Number(string? typed, int most) =>
        int.TryParse(JapaneseText.Code(typed ?? ""), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most ? number : null;

    private static string Lines(string? typed) => (typed ?? "").ReplaceLineEndings("\n").Trim();
}
