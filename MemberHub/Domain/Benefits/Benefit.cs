using MemberHub.Domain.Societies;

namespace MemberHub.Domain.Benefits;

/// <summary>
/// Something the society gives its members (会員特典), such as its journal or its guidelines: a link and, where the other side asks for one, an ID
/// with a password that all members share.
/// </summary>
public sealed class Benefit : IOfSociety, IVersioned
{
    public const int TitleMaxLength = 80;
    public const int LinkMaxLength = 500;
    public const int CautionMaxLength = 1_000;
    public const int CredentialMaxLength = 100;

    private Benefit()
    {
    }

    public Benefit(int ordinal) => Ordinal = ordinal;

    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    public string TitleJa { get; private set; } = "";

    public string TitleEn { get; private set; } = "";

    /// <summary>Where it is used: an address with http or https, or empty.</summary>
    public string Link { get; private set; } = "";

    /// <summary>What the society asks its members to mind (注意事項); may be empty.</summary>
    public string CautionJa { get; private set; } = "";

    public string CautionEn { get; private set; } = "";

    /// <summary>ID and password, encrypted; empty for a benefit that asks for none.</summary>
    public string SealedCredentials { get; private set; } = "";

    public BenefitRule Rule { get; private set; }

    /// <inheritdoc cref="BenefitTerms.UntilMonth"/>
    public int UntilMonth { get; private set; } = BenefitTerms.UsualUntilMonth;

    /// <inheritdoc cref="BenefitTerms.UntilDay"/>
    public int UntilDay { get; private set; } = BenefitTerms.UsualUntilDay;

    /// <inheritdoc cref="BenefitTerms.OpenOnLeave"/>
    public bool OpenOnLeave { get; private set; }

    /// <summary>Its place among the others; the lowest stands first.</summary>
    public int Ordinal { get; private set; }

    /// <summary>Since when it is not shown any more, UTC; null while it is.</summary>
    public DateTime? EndedUtc { get; private set; }

    public int Version { get; private set; }

    /// <summary>The rule as a value.</summary>
    public BenefitTerms Terms => new(Rule, UntilMonth, UntilDay, OpenOnLeave);

    /// <summary>Says anew what it is and for whom.</summary>
    public void Change(BenefitWords words, BenefitTerms terms)
    {
        (TitleJa, TitleEn, Link, CautionJa, CautionEn) = words;
        (Rule, UntilMonth, UntilDay, OpenOnLeave) = terms;
    }

    /// <summary>Keeps other credentials: encrypted, or empty for none.</summary>
    public void Seal(string credentials) => SealedCredentials = credentials;

    /// <summary>Gives it a place among the others; the lowest stands first.</summary>
    public void Place(int ordinal) => Ordinal = ordinal;

    /// <summary>Shows it to nobody from now on, or, with null, to members again.</summary>
    public void End(DateTime? sinceUtc) => EndedUtc = sinceUtc;
}

/// <summary>What a benefit says of itself.</summary>
public sealed record BenefitWords(string TitleJa, string TitleEn, string Link, string CautionJa, string CautionEn);

/// <summary>One look of a member at an open benefit (閲覧の記録): when its link, ID and password were handed out.</summary>
public sealed class BenefitView : IOfSociety
{
    private BenefitView()
    {
    }

    public BenefitView(long benefitId, long memberId, DateTime viewedUtc) => (BenefitId, MemberId, ViewedUtc) = (benefitId, memberId, viewedUtc);

    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    public long BenefitId { get; private set; }

    public long MemberId { get; private set; }

    public DateTime ViewedUtc { get; private set; }
}
