namespace MemberHub.Tests.Architecture.Asvs;

/// <summary>R11: docs/security.md says of each requirement of OWASP ASVS 5.0, level 2, who holds it, and says what is so.</summary>
[Trait("Runs", "Once")]
public sealed class SecurityPageTests
{
    // How many requirements of levels 1 and 2 each chapter of the standard has.
    private static readonly int[] Chapters = [27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7];

    private static readonly string File = Path.Combine(Sources.Root, "docs", "security.md");

    [Fact]
    public void The_page_says_what_tests_and_lines_say()
    {
        var page = SecurityPage.Write(SecurityPage.Read());
        if (Environment.GetEnvironmentVariable("MEMBERHUB_APPROVE") == "1")
        {
            System.IO.File.WriteAllText(File, page);
        }

        Assert.Equal(page, System.IO.File.ReadAllText(File));
    }

    [Fact]
    public void Of_what_applies_all_but_a_twentieth_is_held()
    {
        var applying = SecurityPage.Read().Where(requirement => requirement.Applies).ToList();
        var open = applying.Where(requirement => !requirement.IsHeld).Select(requirement => requirement.Number).ToList();

        Assert.True(applying.Count > 150, $"Only {applying.Count} apply.");
        Assert.True(open.Count * 20 <= applying.Count, $"Open: {string.Join(", ", open)}");
    }

    [Fact]
    public void Each_chapter_is_whole_and_nothing_is_named_twice()
    {
        var requirements = SecurityPage.Read();

        Assert.Equal(Chapters, requirements.GroupBy(requirement => requirement.Chapter).Select(chapter => chapter.Count()));
        Assert.Equal(requirements.Count, requirements.Select(requirement => requirement.Number).Distinct().Count());
        Assert.All(requirements, requirement => Assert.StartsWith($"V{requirement.Number.Split('.')[0]} ", requirement.Chapter, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_test_names_requirements_that_apply()
    {
        var applying = SecurityPage.Read().Where(requirement => requirement.Applies).Select(requirement => requirement.Number).ToHashSet();

        Assert.Empty(SecurityPage.Named.Where(named => !applying.Contains(named.Key)).Select(named => $"{named.Key}: {string.Join(", ", named)}"));
    }
}
