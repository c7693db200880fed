using System.Security.Cryptography;

namespace MemberHub.Platform.Mail;

/// <summary>A folder of returned mail: a Maildir (its new and cur), or .eml files side by side. What was dealt with moves into a subfolder.</summary>
public sealed class BounceFolder(string folder)
{
    /// <summary>Where files go that were understood.</summary>
    public const string Done = "done";

    /// <summary>Where files go that a person has to look at.</summary>
    public const string Unread = "unread";

    // A report stands before the mail that came back, which may be as long as it likes.
    private const int MaxBytes = 2 * 1024 * 1024;

    /// <summary>Full paths of the files that wait, in the order of their names; at most so many.</summary>
    public IReadOnlyList<string> Waiting(int most)
    {
        var maildir = Directory.Exists(Path.Combine(folder, "new"));
        var (folders, pattern) = maildir ? ((string[])["new", "cur"], "*") : ([""], "*.eml");
        return [.. folders.Select(name => Path.Combine(folder, name)).Where(Directory.Exists)
            .SelectMany(place => Directory.EnumerateFiles(place, pattern))
            .Where(file => !Path.GetFileName(file).StartsWith('.'))
            .Order(StringComparer.Ordinal).Take(most)];
    }

    /// <summary>The first 2 MiB of a file.</summary>
    public static async Task<byte[]> ReadAsync(string file, CancellationToken cancel)
    {
        await using var stream = File.OpenRead(file);
        var bytes = new byte[Math.Min(stream.Length, MaxBytes)];
        var length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel);
        return length == bytes.Length ? bytes : bytes[..length];
    }

    /// <summary>SHA-256 of a file's bytes, 64 hexadecimal digits in lower case.</summary>
    public static string DigestOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Moves a file into a subfolder; another one of its name there stays.</summary>
    public void Move(string file, string subfolder)
    {
        var to = Directory.CreateDirectory(Path.Combine(folder, subfolder)).FullName;
        var target = Path.Combine(to, Path.GetFileName(file));
        for (var i = 2; File.Exists(target); i++)
        {
            target = Path.Combine(to, $"{i}-{Path.GetFileName(file)}");
        }

        File.Move(file, target);
    }
}
