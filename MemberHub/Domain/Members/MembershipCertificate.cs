using MemberHub.Domain.Dues;
using MemberHub.Domain.Societies;

namespace MemberHub.Domain.Members;

/// <summary>
/// A member's certificate for a fiscal year (会員証). Its token, printed as a QR code, tells anybody whether it is valid and nothing else. What the
/// card shows is read anew each time it is printed.
/// </summary>
public sealed class MembershipCertificate : IOfSociety
{
    public const int SealedTokenMaxLength = 400;

    private MembershipCertificate()
    {
    }

    public MembershipCertificate(long memberId, FiscalYear year, DateOnly validThrough, string tokenHash, string sealedToken, DateTime nowUtc) =>
        (MemberId, FiscalYear, ValidThrough, TokenHash, SealedToken, IssuedUtc) = (memberId, year, validThrough, tokenHash, sealedToken, nowUtc);

    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    public long MemberId { get; private set; }

    /// <summary>With the member unique among those that were not revoked.</summary>
    public FiscalYear FiscalYear { get; private set; }

    /// <summary>The last day of the fiscal year for which it was issued.</summary>
    public DateOnly ValidThrough { get; private set; }

    /// <summary>By which the token is found; unique.</summary>
    public string TokenHash { get; private set; } = "";

    /// <summary>The token encrypted, so that the same card can be printed again.</summary>
    public string SealedToken { get; private set; } = "";

    public DateTime IssuedUtc { get; private set; }

    /// <summary>Since when another one stands in its place, UTC; null while it holds.</summary>
    public DateTime? RevokedUtc { get; private set; }

    /// <summary>Ends it: its token is not valid from now on.</summary>
    public void Revoke(DateTime nowUtc) => RevokedUtc ??= nowUtc;
}

/// <summary>
/// Who is a member (会員資格): from the day of joining to the day before leaving, whatever is owed. Withdrawal, expulsion and death end it alike, and
/// so does being merged into another entry of the roster. Resting (休会) does not.
/// </summary>
public sealed record Membership(DateOnly? JoinedOn, DateOnly? WithdrawnOn, bool IsMerged)
{
    /// <summary>Whether they are a member on the day.</summary>
    public bool HoldsOn(DateOnly today) => !IsMerged && !(JoinedOn > today) && !(WithdrawnOn <= today);

    /// <summary>The last day of membership as far as is known, in a span that ends on <paramref name="end"/>.</summary>
    public DateOnly LastDay(DateOnly end) => WithdrawnOn <= end ? WithdrawnOn.Value.AddDays(-1) : end;

    /// <summary>Whether a certificate may say so: a society may ask that nothing of the year's dues is open, nor taken off because of leaving.</summary>
    /// <param name="year">Where the member stands with the dues of this year; not looked at unless the society asks for it.</param>
    public bool MayCertify(CertificateSettings settings, YearStanding? year, DateOnly today) =>
        HoldsOn(today) && !(settings.OnlyPaid && year is YearStanding.Open or YearStanding.Leaving);
}
