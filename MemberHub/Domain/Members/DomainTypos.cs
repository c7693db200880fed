namespace MemberHub.Domain.Members;

/// <summary>Finds the mail domain that was probably meant by a slip of the finger, such as gmial.com.</summary>
public static class DomainTypos
{
    // The domains that Japanese members' private mail has; a domain one slip away from one of them is asked about.
    private static readonly string[] Known =
    [
        "gmail.com", "yahoo.co.jp", "icloud.com", "docomo.ne.jp", "ezweb.ne.jp", "au.com", "softbank.ne.jp", "i.softbank.jp", "outlook.com", "outlook.jp", "hotmail.com", "hotmail.co.jp",
    ];

    // What is real although it is near to a known one.
    private static readonly string[] Real = ["ymail.com", "mail.com", "email.com", "aol.com", "au.co"];

    /// <summary>The address with the probable domain, or null when nothing speaks for a slip.</summary>
    public static string? Suggest(string address)
    {
        var at = address.LastIndexOf('@');
        var domain = address[(at + 1)..].ToLowerInvariant();
        if (at < 1 || Known.Contains(domain) || Real.Contains(domain))
        {
            return null;
        }

        return Known.FirstOrDefault(known => IsOneSlip(domain, known)) is { } meant ? $"{address[..at]}@{meant}" : null;
    }

    // One letter too many, missing, wrong, or two neighbours swapped.
    private static bool IsOneSlip(string typed, string meant)
    {
        if (Math.Abs(typed.Length - meant.Length) > 1)
        {
            return false;
        }

        var same = 0;
        while (same < typed.Length && same < meant.Length && typed[same] == meant[same])
        {
            same++;
        }

        var (left, right) = (typed[same..], meant[same..]);
        return (left.Length, right.Length) switch
        {
            var (l, r) when l == r + 1 => left[1..] == right,
            var (l, r) when l + 1 == r => left == right[1..],
            _ when left[1..] == right[1..] => meant.Length > 6,
            ( > 1, > 1) => left[0] == right[1] && left[1] == right[0] && left[2..] == right[2..],
            _ => false,
        };
    }
}
