namespace MemberHub.Domain.Documents;

/// <summary>To whom a document is addressed (宛名): institution, department and person, each optional, one at least.</summary>
public sealed record Addressee(string Institution, string Department, string Person)
{
    public const int LineMaxLength = 60;

    /// <summary>
    /// The printed lines: empty ones left out, and the last one with its honorific (敬称): 様 for a named person, 御中 for a body.
    /// </summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            string[] lines = [.. new[] { Institution, Department, Person }.Where(line => line.Length > 0)];
            if (lines.Length > 0)
            {
                lines[^1] += Person.Length > 0 ? "　様" : "　御中";
            }

            return lines;
        }
    }

    /// <summary>All in one line, as the register lists it (取引先).</summary>
    public string OneLine => string.Join(' ', new[] { Institution, Department, Person }.Where(line => line.Length > 0));
}
