using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace MemberHub.Tests.Architecture;

public sealed partial class ResourceTests
{
    [Fact]
    public void Resources_exist_in_both_languages()
    {
        var files = Sources.In("MemberHub", ".resx").ToDictionary(file => file.Path, file => Texts(file.Text));
        var japanese = files.Keys.Where(path => !path.EndsWith(".en.resx", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(japanese);
        Assert.Equal(files.Count, 2 * japanese.Count);
        Assert.All(japanese, path =>
        {
            var english = files[Path.ChangeExtension(path, ".en.resx")];
            Assert.NotEmpty(english);
            Assert.Equal(files[path].Keys.Order(StringComparer.Ordinal), english.Keys.Order(StringComparer.Ordinal));
            Assert.All(english, text => Assert.Equal(Placeholders(files[path][text.Key]), Placeholders(text.Value)));
        });
    }

    private static Dictionary<string, string> Texts(string resx) =>
        XDocument.Parse(resx).Root!.Elements("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    private static IEnumerable<string> Placeholders(string text) =>
        Placeholder().Matches(text).Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Placeholder();
}
