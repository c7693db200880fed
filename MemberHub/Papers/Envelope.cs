using MemberHub.Domain.Members;

namespace MemberHub.Papers;

/// <summary>The lines of an address as they stand on an envelope (宛名): first where it goes, then to whom.</summary>
internal static class Envelope
{
    /// <summary>Postal code and address; for a person also the place of work, which a body's own lines name.</summary>
    public static IReadOnlyList<string> Where(MailingAddress to, PapersText text) =>
    [
        .. new[] { to.PostalCode.Length > 0 ? text["PostalCode", to.PostalCode] : "", to.Address, to.IsBody ? "" : to.Institution, to.IsBody ? "" : to.Department }
            .Where(line => line.Length > 0),
    ];

    /// <summary>The person with 様; or the body and the part of it that opens the letter, the last of them with 御中.</summary>
    public static IReadOnlyList<string> Whom(MailingAddress to, PapersText text)
    {
        if (!to.IsBody)
        {
            return [text["ToPerson", to.Name]];
        }

        string[] lines = [.. new[] { to.Name, to.Institution, to.Department }.Where(line => line.Length > 0).Distinct()];
        return [.. lines[..^1], text["ToBody", lines[^1]]];
    }
}
