using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MemberHub.Platform.Files.Deposits;

/// <summary>Names the lines of one file. Equal lines are counted, so that two equal transfers of a day are two.</summary>
internal sealed class LineKeys(string prefix)
{
    private readonly Dictionary<string, int> seen = [];

    /// <param name="counted">Lines are counted apart by it, without it being part of the key: reports of several kinds about one payment.</param>
    public string Of(string counted, params ReadOnlySpan<string> parts)
    {
        var text = string.Join('|', parts);
        var times = seen[counted + "|" + text] = seen.GetValueOrDefault(counted + "|" + text) + 1;
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        return Nth($"{prefix}:{digest[..40]}", times);
    }

    /// <summary>What equal lines have in common: the key without its count.</summary>
    public static string Stem(string key) => key[..key.LastIndexOf(':')];

    /// <summary>The key of one of several equal lines.</summary>
    public static string Nth(string stem, int times) => string.Create(CultureInfo.InvariantCulture, $"{stem}:{times}");

    /// <summary>Which of several equal lines it is, from 1 on.</summary>
    public static int CountOf(string key) => int.Parse(key.AsSpan(key.LastIndexOf(':') + 1), CultureInfo.InvariantCulture);
}
