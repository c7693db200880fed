using System.Globalization;
using System.Security.Cryptography;
using MemberHub.Data;
using MemberHub.Data.Accounts;
using MemberHub.Platform.Security;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>Keeps the secrets of authenticator apps: encrypted, and of use for one account only.</summary>
public sealed class SecondFactors(IDataProtectionProvider protection)
{
    /// <summary>So many wrong codes in a row lock the second factor.</summary>
    public const int MaxFailures = 5;

    public const int RecoveryCodes = 10;

    /// <summary>How long it is locked.</summary>
    public static readonly TimeSpan LockoutTime = TimeSpan.FromMinutes(15);

    /// <summary>How long the page with a new secret may stay open before its code is typed.</summary>
    public static readonly TimeSpan OfferLife = TimeSpan.FromMinutes(30);

    /// <summary>A secret as it lies in the database.</summary>
    public string Protect(long accountId, byte[] secret) => Convert.ToBase64String(AtRest(accountId).Protect(secret));

    public byte[] SecretOf(SecondFactor factor) => AtRest(factor.AccountId).Unprotect(Convert.FromBase64String(factor.ProtectedSecret));

    /// <summary>A new secret as it travels through the set-up page and back, so that opening the page stores nothing.</summary>
    public string Offer(long accountId, byte[] secret) => Convert.ToBase64String(InOffer(accountId).Protect(secret, OfferLife));

    /// <summary>Null for an offer that is too old, of another account or made up.</summary>
    public byte[]? Offered(long accountId, string? offer)
    {
        try
        {
            return InOffer(accountId).Unprotect(Convert.FromBase64String(offer ?? ""));
        }
        catch (Exception error) when (error is CryptographicException or FormatException)
        {
            return null;
        }
    }

    /// <summary>New recovery codes in place of any older ones.</summary>
    public static async Task<IReadOnlyList<string>> ReplaceRecoveryCodesAsync(MemberHubDbContext database, long accountId, CancellationToken cancel)
    {
        await database.RecoveryCodes.Where(code => code.AccountId == accountId).ExecuteDeleteAsync(cancel);
        var codes = Enumerable.Range(0, RecoveryCodes).Select(_ => RecoveryCode.Create()).ToList();
        database.AddRange(codes.Select(code => new RecoveryCodeRow { AccountId = accountId, CodeHash = code.Hash }));
        return [.. codes.Select(code => code.Text)];
    }

    /// <summary>Takes the authenticator app and its recovery codes away.</summary>
    public static async Task RemoveAsync(MemberHubDbContext database, long accountId, CancellationToken cancel)
    {
        await database.RecoveryCodes.Where(code => code.AccountId == accountId).ExecuteDeleteAsync(cancel);
        await database.SecondFactors.Where(factor => factor.AccountId == accountId).ExecuteDeleteAsync(cancel);
    }

    private IDataProtector AtRest(long accountId) => protection.CreateProtector("MemberHub.SecondFactor", accountId.ToString(CultureInfo.InvariantCulture));

    private ITimeLimitedDataProtector InOffer(long accountId) =>
        protection.CreateProtector("MemberHub.SecondFactorOffer", accountId.ToString(CultureInfo.InvariantCulture)).ToTimeLimitedDataProtector();
}
