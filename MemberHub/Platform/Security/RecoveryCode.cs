using System.Security.Cryptography;
using System.Text;
using MemberHub.Domain;

namespace MemberHub.Platform.Security;

/// <summary>
/// A random code that opens once: in place of an authenticator app (リカバリーコード), or from a letter (初回パスワード). The database keeps its <see cref="Hash"/> only.
/// </summary>
/// <param name="Text">Groups of four letters, such as ABCD-EFGH-2345-6777.</param>
/// <param name="Hash">SHA-256 of the letters, 64 hexadecimal digits in lower case.</param>
public readonly record struct RecoveryCode(string Text, string Hash)
{
    private const int Letters = 24;
    private const int LettersOnPaper = 16;
    private const int GroupLength = 4;

    /// <summary>A new code of 120 bits, six groups: its hash cannot be searched through (OWASP ASVS 5.0, 6.5.2 asks for 112).</summary>
    public static RecoveryCode Create() => Create(Letters);

    /// <summary>A new code of 80 bits, four groups, to be typed from paper: it ends soon, and few may be tried.</summary>
    public static RecoveryCode CreateForLetter() => Create(LettersOnPaper);

    /// <summary>The hash under which typed letters would be kept, whatever their case, width and hyphens. Text that cannot be a code hashes to an empty string.</summary>
    public static string HashOf(string? typed)
    {
        // 0, 1 and 8 are no letters of base32: they are O, I and B, misread.
        var letters = string.Concat((typed ?? "").Normalized(NormalizationForm.FormKC).ToUpperInvariant()
            .Select(sign => sign switch { '0' => 'O', '1' => 'I', '8' => 'B', _ => sign })
            .Where(char.IsAsciiLetterOrDigit));
        return letters.Length is Letters or LettersOnPaper ? Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(letters))) : "";
    }

    /// <summary>Hides the secret from logs and debuggers.</summary>
    public override string ToString() => nameof(RecoveryCode);

    private static RecoveryCode Create(int length)
    {
        var letters = Base32.Encode(RandomNumberGenerator.GetBytes(length * 5 / 8));
        return new(string.Join('-', letters.Chunk(GroupLength).Select(group => new string(group))), HashOf(letters));
    }
}
