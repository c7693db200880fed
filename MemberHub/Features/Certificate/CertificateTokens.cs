using System.Globalization;
using System.Security.Cryptography;
using MemberHub.Domain.Members;
using MemberHub.Platform.Mail;
using MemberHub.Platform.Security;
using Microsoft.AspNetCore.DataProtection;

namespace MemberHub.Features.Certificate;

/// <summary>The addresses behind the QR codes. The database keeps a token's hash, to find it, and the token encrypted, to print it again.</summary>
public sealed class CertificateTokens(IDataProtectionProvider protection, PublicAddress address)
{
    public const string Path = "/certificate/verify/";

    private const string Purpose = "MemberHub.CertificateToken";

    internal MembershipCertificate Create(long societyId, long memberId, CertificateStanding standing, DateTime nowUtc)
    {
        var token = SecretToken.Create();
        return new MembershipCertificate(memberId, standing.Year, standing.YearEnd, token.Hash, AtRest(societyId).Protect(token.Text), nowUtc);
    }

    /// <summary>The whole address; null where the key that encrypted the token is lost.</summary>
    internal string? AddressOf(MembershipCertificate certificate)
    {
        try
        {
            return address.LinkTo(Path + AtRest(certificate.SocietyId).Unprotect(certificate.SealedToken));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector AtRest(long societyId) => protection.CreateProtector(Purpose, societyId.ToString(CultureInfo.InvariantCulture));
}
