using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;

namespace MemberHub.Components.Displays;

/// <summary>
/// A sentence whose dates, amounts and numbers stay on one line each, and whose e-mail addresses break only before the @. Plain markup and no
/// component, as with <see cref="Icons"/>.
/// </summary>
public static partial class Unbroken
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static MarkupString Of(string text)
    {
        var (html, end) = (new StringBuilder(), 0);
        foreach (Match match in Whole().Matches(text))
        {
            html.Append(Encoder.Encode(text[end..match.Index])).Append("<span class=\"nb\">").Append(Encoder.Encode(match.Value)).Append("</span>");
            end = match.Index + match.Length;
        }

        return new MarkupString(html.Append(Encoder.Encode(text[end..])).ToString());
    }

    [GeneratedRegex(
        @"\d{4}年\d{1,2}月(\d{1,2}日)?(（[日月火水木金土]）)?|\d{1,2}月\d{1,2}日(（[日月火水木金土]）)?|\d{4}年度|[\d,]+円"
        + @"|(?:[A-Z][a-z]+day )?\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z]-\d{4}-\d{6}|\d{2,5}-\d{2,4}-\d{3,4}|[A-Za-z0-9._%+-]+(?=@)|@[A-Za-z0-9.-]*[A-Za-z0-9]",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Whole();
}
