using System.Globalization;
using System.Reflection;
using System.Text;

namespace MemberHub.Tests.Architecture.Asvs;

/// <summary>One requirement, how it is answered in words, and which tests name it.</summary>
/// <param name="Line">Held by documentation or set-up, or more about the tests; empty for none.</param>
/// <param name="Reason">Why it does not apply; empty where it does.</param>
internal sealed record Requirement(string Chapter, string Number, string Level, string Asks, string Line, string Reason, IReadOnlyList<string> Tests)
{
    public bool Applies => Reason.Length == 0;

    public bool IsHeld => Applies && (Line.Length > 0 || Tests.Count > 0);
}

/// <summary>Makes docs/security.md of requirements.txt, notes.md and the tests' attributes.</summary>
internal static class SecurityPage
{
    private static readonly string Folder = Path.Combine(Sources.Root, "MemberHub.Tests", "Architecture", "Asvs");

    /// <summary>By requirement, the tests or classes that name it, in order.</summary>
    public static ILookup<string, string> Named { get; } = typeof(SecurityPage).Assembly.GetTypes()
        .SelectMany(type => Names(type, type.Name).Concat(type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).SelectMany(method => Names(method, $"{type.Name}.{method.Name}"))))
        .OrderBy(pair => pair.Test, StringComparer.Ordinal)
        .ToLookup(pair => pair.Requirement, pair => pair.Test);

    public static IReadOnlyList<Requirement> Read()
    {
        var (requirements, chapter) = (new List<Requirement>(), "");
        foreach (var line in File.ReadAllLines(Path.Combine(Folder, "requirements.txt")).Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line[0] == 'V')
            {
                chapter = line;
                continue;
            }

            var parts = line.Split('|', 3, StringSplitOptions.TrimEntries);
            var (name, answer) = (parts[0].Split(' '), parts[2]);
            requirements.Add(new Requirement(
                chapter, name[0], name[1], parts[1], answer.StartsWith('+') ? answer[1..].Trim() : "", answer.StartsWith('-') ? answer[1..].Trim() : "", [.. Named[name[0]]]));
        }

        return requirements;
    }

    public static string Write(IReadOnlyList<Requirement> requirements)
    {
        var page = new StringBuilder();
        var applying = requirements.Where(requirement => requirement.Applies).ToList();
        page.Append(CultureInfo.InvariantCulture, $"""
            # Security

            This page is made of the tests and is checked by one: whoever changes a test's `[Asvs]` or `requirements.txt` beside it makes the page anew with `MEMBERHUB_APPROVE=1`.

            It goes through OWASP ASVS 5.0, levels 1 and 2. Of {requirements.Count} requirements {applying.Count} apply to MemberHub; {applying.Count(requirement => requirement.Tests.Count > 0)} of them are held by tests,
            {applying.Count(requirement => requirement.Tests.Count == 0 && requirement.IsHeld)} by documentation or set-up alone; open: {applying.Count(requirement => !requirement.IsHeld)}. The words are ours; the standard's own stand at OWASP.

            """);
        foreach (var chapter in requirements.GroupBy(requirement => requirement.Chapter))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {chapter.Key}\n\n");
            var reasons = chapter.Select(requirement => requirement.Reason).Distinct().ToList();
            if (reasons is [{ Length: > 0 } only])
            {
                page.Append(CultureInfo.InvariantCulture, $"Does not apply ({chapter.First().Number} to {chapter.Last().Number}): {only}\n");
                continue;
            }

            page.Append("| | | asks | held by |\n|---|---|---|---|\n");
            foreach (var requirement in chapter)
            {
                page.Append(CultureInfo.InvariantCulture, $"| {requirement.Number} | {requirement.Level} | {requirement.Asks} | {Answer(requirement)} |\n");
            }
        }

        return page.Append('\n').Append(File.ReadAllText(Path.Combine(Folder, "notes.md"))).ToString().ReplaceLineEndings("\n");
    }

    private static string Answer(Requirement requirement) => requirement switch
    {
        { Applies: false } => $"Does not apply. {requirement.Reason}",
        { IsHeld: false } => "**open**",
        _ => string.Join(' ', new[] { requirement.Line, string.Join(", ", requirement.Tests.Select(test => $"`{test}`")) }.Where(part => part.Length > 0)),
    };

    private static IEnumerable<(string Requirement, string Test)> Names(MemberInfo member, string name) =>
        (member.GetCustomAttribute<AsvsAttribute>(inherit: false)?.Requirements ?? []).Select(requirement => (requirement, name));
}
