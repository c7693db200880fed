using System.Globalization;
using System.Security.Cryptography;
using MemberHub.Data;
using MemberHub.Data.Accounts;
using Microsoft.AspNetCore.DataProtection;

namespace MemberHub.Features.Accounts;

/// <summary>An address that was typed, the language to write to it in, and the network address it came from.</summary>
public sealed record PasswordResetWish(string Email, string Language, string Origin);

/// <summary>Wishes for new passwords as rows, encrypted: what anybody types into a public page does not lie open in the database.</summary>
public sealed class ResetWishes(IDataProtectionProvider protection)
{
    /// <summary>Somebody who floods the form fills this, not the database.</summary>
    public const int MaxWaiting = 1_000;

    private readonly IDataProtector secrets = protection.CreateProtector("MemberHub.ResetWish");

    /// <summary>A row for what was typed, in the language of the page.</summary>
    public ResetWish RowOf(string email, string origin, DateTime nowUtc) =>
        new() { Text = secrets.Protect(ReadableJson.Write(new PasswordResetWish(email, CultureInfo.CurrentUICulture.Name, origin))), CreatedUtc = nowUtc };

    /// <summary>Null for a row that no key of ours opens any more.</summary>
    internal PasswordResetWish? Read(ResetWish row)
    {
        try
        {
            return ReadableJson.Read<PasswordResetWish>(secrets.Unprotect(row.Text));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
