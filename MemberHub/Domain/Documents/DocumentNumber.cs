using System.Globalization;
using System.Text.RegularExpressions;
using MemberHub.Domain.Societies;

namespace MemberHub.Domain.Documents;

/// <summary>A document's number, such as I-2026-000123: kind, fiscal year of the issue date, six digits without gaps.</summary>
public readonly partial record struct DocumentNumber(DocumentKind Kind, FiscalYear Year, int Sequence)
{
    public const int MaxLength = 20;

    // In the order of DocumentKind.
    private const string Letters = "IRQD";

    /// <summary>The six digits a payer writes before the name on a bank transfer.</summary>
    public string Digits => Sequence.ToString("D6", CultureInfo.InvariantCulture);

    /// <summary>Reads the written form; false for anything else.</summary>
    public static bool TryParse(string text, out DocumentNumber number)
    {
        var match = Written().Match(text);
        number = match.Success
            ? new DocumentNumber((DocumentKind)Letters.IndexOf(match.Groups["kind"].Value[0], StringComparison.Ordinal), new FiscalYear(Read(match, "year")), Read(match, "sequence"))
            : default;
        return match.Success;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Letters[(int)Kind]}-{Year}-{Digits}");

    /// <summary>Reads a number that the product itself wrote; anything else throws <see cref="FormatException"/>.</summary>
    public static DocumentNumber Parse(string text) => TryParse(text, out var number) ? number : throw new FormatException($"{text} is no document number.");

    private static int Read(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\A(?<kind>[IRQD])-(?<year>[0-9]{4})-(?<sequence>[0-9]{6})\z")]
    private static partial Regex Written();
}
