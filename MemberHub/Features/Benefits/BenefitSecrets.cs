using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using MemberHub.Domain.Benefits;
using Microsoft.AspNetCore.DataProtection;

namespace MemberHub.Features.Benefits;

/// <summary>What is typed on the other side's page; one of the two may be empty.</summary>
public sealed record BenefitCredentials(string LoginId, string Password)
{
    public bool IsEmpty => LoginId.Length + Password.Length == 0;

    /// <summary>Hides them from logs and debuggers.</summary>
    public override string ToString() => nameof(BenefitCredentials);
}

/// <summary>Keeps the credentials of benefits: encrypted, and of use for one society only.</summary>
public sealed class BenefitSecrets(IDataProtectionProvider protection)
{
    private const string Purpose = "MemberHub.BenefitCredentials";

    /// <summary>As they lie in the database; empty for none.</summary>
    public string Seal(long societyId, BenefitCredentials credentials) =>
        credentials.IsEmpty ? "" : AtRest(societyId).Protect(JsonSerializer.Serialize(credentials));

    /// <summary>Null for a benefit without credentials, and for one whose key is lost.</summary>
    public BenefitCredentials? Open(Benefit benefit)
    {
        try
        {
            return benefit.SealedCredentials.Length == 0 ? null : JsonSerializer.Deserialize<BenefitCredentials>(AtRest(benefit.SocietyId).Unprotect(benefit.SealedCredentials));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector AtRest(long societyId) => protection.CreateProtector(Purpose, societyId.ToString(CultureInfo.InvariantCulture));
}
