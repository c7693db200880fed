using System.Globalization;
using System.Text.RegularExpressions;
using MemberHub.Domain.Societies;

namespace MemberHub.Domain.Support;

/// <summary>受付番号 of a ticket, such as Q-2026-000123: the fiscal year in which it was asked and six digits without gaps.</summary>
public readonly partial record struct TicketNumber(FiscalYear Year, int Sequence)
{
    public const int MaxLength = 20;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Q-{Year.Year:D4}-{Sequence:D6}");

    /// <summary>Whether a text has the form of a number; it need not exist.</summary>
    public static bool IsOne(string? text) => text is { Length: <= MaxLength } && Form().IsMatch(text);

    [GeneratedRegex(@"\AQ-[0-9]{4}-[0-9]{6,9}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
