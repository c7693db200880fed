using System.Globalization;
using System.Security.Cryptography;
using MemberHub.Platform.Mail;
using Microsoft.AspNetCore.DataProtection;

namespace MemberHub.Features.Notices;

/// <summary>
/// The address with which a reader declines news by mail. It is good for ever and for nothing else; whom it belongs to is encrypted and signed, so
/// that it tells nothing and cannot be guessed.
/// </summary>
public sealed class UnsubscribeLinks(IDataProtectionProvider protection, PublicAddress address)
{
    internal const string Path = "/mail/unsubscribe";

    private readonly IDataProtector tokens = protection.CreateProtector("MemberHub.Unsubscribe");

    /// <summary>The whole address for a member's mail.</summary>
    public string For(long societyId, long memberId) =>
        address.LinkTo($"{Path}?token={tokens.Protect(string.Create(CultureInfo.InvariantCulture, $"{societyId}:{memberId}"))}");

    /// <summary>Whom the token of an address belongs to; null for what is none.</summary>
    internal UnsubscribeReader? Read(string? token)
    {
        try
        {
            return tokens.Unprotect(token ?? "").Split(':') is [var society, var member]
                ? new UnsubscribeReader(long.Parse(society, CultureInfo.InvariantCulture), long.Parse(member, CultureInfo.InvariantCulture))
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

/// <summary>Whom an unsubscribe link belongs to.</summary>
internal sealed record UnsubscribeReader(long SocietyId, long MemberId);
