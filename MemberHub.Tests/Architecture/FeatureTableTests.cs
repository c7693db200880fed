using System.Text.RegularExpressions;
using MemberHub.Tests.Support;

namespace MemberHub.Tests.Architecture;

/// <summary>docs/features.md names for each feature where it is and a test that exists.</summary>
[Trait("Runs", "Once")]
public sealed partial class FeatureTableTests
{
    [Fact]
    public void Every_feature_says_where_it_is_and_names_tests_that_exist()
    {
        var classes = typeof(FeatureTableTests).Assembly.GetTypes().Select(type => type.Name).ToHashSet();
        var rows = File.ReadAllLines(Samples.PathOf("../../docs/features.md")).Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1)
            .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray()).ToList();

        Assert.True(rows.Count > 25, $"Only {rows.Count} features.");
        Assert.All(rows, row => Assert.True(row is [{ Length: > 0 }, _, { Length: > 0 }, { Length: > 0 }], string.Join(" | ", row)));
        Assert.All(rows, row => Assert.NotEmpty(Named(row[3])));
        Assert.DoesNotContain(rows.SelectMany(row => Named(row[3])), name => !classes.Contains(name));
    }

    private static IEnumerable<string> Named(string cell) => Name().Matches(cell).Select(match => match.Groups[1].Value);

    [GeneratedRegex("`([A-Za-z]+)`")]
    private static partial Regex Name();
}
