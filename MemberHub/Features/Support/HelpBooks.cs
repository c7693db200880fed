using System.Security.Cryptography;
using System.Text;
using MemberHub.Domain.Help;

namespace MemberHub.Features.Support;

/// <summary>The help texts and their pictures as they come with the app. The page and the manuals are made from the same files.</summary>
public static class HelpBooks
{
    public const string Faq = "faq";

    /// <summary>操作マニュアル and お支払いマニュアル.</summary>
    public static readonly IReadOnlyList<string> Manuals = ["portal-manual", "payment-manual"];

    /// <summary>A book in a language, with its facts filled in.</summary>
    public static HelpBook Read(string book, string language, IReadOnlyDictionary<string, string> facts) => HelpReader.Read(Encoding.UTF8.GetString(BytesOf($"{book}-{language}.md")), facts);

    /// <summary>A picture of a page in a language (PNG).</summary>
    public static byte[] Picture(string name, string language) => BytesOf($"{language}-{name}.png");

    /// <summary>The names of all pictures in a language.</summary>
    public static IReadOnlyList<string> PicturesIn(string language) =>
    [
        .. typeof(HelpBooks).Assembly.GetManifestResourceNames().Where(name => name.StartsWith($"Help.{language}-", StringComparison.Ordinal) && name.EndsWith(".png", StringComparison.Ordinal))
            .Select(name => name[$"Help.{language}-".Length..^".png".Length]).Order(StringComparer.Ordinal),
    ];

    /// <summary>A hash of the text file, for telling whether something made from it is still good.</summary>
    public static string HashOf(string book, string language) => Convert.ToHexStringLower(SHA256.HashData(BytesOf($"{book}-{language}.md")));

    private static byte[] BytesOf(string file)
    {
        using var stream = typeof(HelpBooks).Assembly.GetManifestResourceStream($"Help.{file}") ?? throw new FileNotFoundException($"The app has no help file {file}.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
