using MemberHub.Domain.Members;

namespace MemberHub.Domain.Documents;

/// <summary>To whom a document is addressed (宛名): institution, department and person, each optional, one at least.</summary>
public sealed record Addressee(string Institution, string Department, string Person)
{
    public const int LineMaxLength = 60;

    /// <summary>The lines as they will be printed, of what was typed.</summary>
    public static Addressee Typed(string? institution, string? department, string? person) =>
        new(JapaneseText.Text(institution ?? ""), JapaneseText.Text(department ?? ""), JapaneseText.Name(person ?? ""));

    /// <summary>The names as printed, one to three lines: empty ones left out, without the honorific.</summary>
    public IReadOnlyList<string> Names => [.. new[] { Institution, Department, Person }.Where(line => line.Length > 0)];

    /// <summary>What follows the last name (敬称): 様 for a named person, 御中 for a body.</summary>
    public string Honorific => Person.Length > 0 ? "様" : "御中";

    /// <summary>The names, the last one with its honorific.</summary>
    public IReadOnlyList<string> Lines => [.. Names.SkipLast(1), .. Names.TakeLast(1).Select(name => $"{name}　{Honorific}")];

    /// <summary>All in one line, as the register lists it (取引先).</summary>
    public string OneLine => string.Join(' ', new[] { Institution, Department, Person }.Where(line => line.Length > 0));
}
