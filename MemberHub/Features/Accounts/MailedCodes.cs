using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MemberHub.Data.Accounts;
using MemberHub.Domain;
using Microsoft.AspNetCore.Identity;

namespace MemberHub.Features.Accounts;

/// <summary>Six digits for a mail, and what the database keeps of them.</summary>
public readonly record struct MailedCode(string Text, string Hash)
{
    /// <summary>Hides the secret from logs and debuggers.</summary>
    public override string ToString() => nameof(MailedCode);
}

/// <summary>
/// Codes (確認コード) that are mailed and typed in again. There are only a million of them: so they are hashed as slowly as passwords, live for an
/// hour, and few may be tried.
/// </summary>
public sealed class MailedCodes(IPasswordHasher<Account> hasher)
{
    /// <summary>So many codes may be typed for one that was mailed.</summary>
    public const int MaxAttempts = 5;

    /// <summary>So many an account may have mailed in an <see cref="Life"/>, to one's own address or to a stranger's: nobody's mailbox is flooded, and nobody draws fresh tries without end.</summary>
    public const int MaxRequests = 5;

    public const int Digits = 6;

    /// <summary>How long a code is good for.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(60);

    private const int Count = 1_000_000;

    private static readonly Account Nobody = new();

    public MailedCode Create()
    {
        var text = RandomNumberGenerator.GetInt32(Count).ToString("D6", CultureInfo.InvariantCulture);
        return new(text, hasher.HashPassword(Nobody, text));
    }

    /// <summary>Whether this code was typed; blanks in between and digits of full width do no harm.</summary>
    public bool Matches(string hash, string typed)
    {
        var code = string.Concat(typed.Normalized(NormalizationForm.FormKC).Where(sign => !char.IsWhiteSpace(sign)));
        return code.Length == Digits && hasher.VerifyHashedPassword(Nobody, hash, code) != PasswordVerificationResult.Failed;
    }
}
