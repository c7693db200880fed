using System.Globalization;
using System.Text.RegularExpressions;
using MemberHub.Components.Texts;
using MemberHub.Domain;
using MemberHub.Platform.Gateways;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Reconciliation.Office;

/// <summary>Says a matter's detail (確認事項の内容), which is kept short and in code, in the words of the page; what it does not know stays as it is.</summary>
public static partial class TaskWords
{
    public static string Of(string detail, IStringLocalizer<ReconciliationText> text)
    {
        if (Report().Match(detail) is { Success: true } report && Enum.TryParse<GatewayReportKind>(report.Groups[1].ValueSpan, out var kind))
        {
            var said = text["Task.Report", text[$"Report.{kind}"].Value, MoneyOf(report.Groups[2])].Value;
            return report.Groups[3].Length > 0 ? text["Task.Report.Code", said, report.Groups[3].Value] : said;
        }

        if (Amounts().Match(detail) is { Success: true } amounts)
        {
            return text["Task.Amounts", MoneyOf(amounts.Groups[1]), MoneyOf(amounts.Groups[2])];
        }

        if (Closed().Match(detail) is { Success: true } closed)
        {
            return text["Task.Closed", MoneyOf(closed.Groups[1]), closed.Groups[2].Value];
        }

        return Line().Match(detail) is { Success: true } line ? text["Task.Line", Show.Date(DayOf(line)), MoneyOf(line.Groups[2]), line.Groups[3].Value] : detail;
    }

    /// <summary>The deposits that a file's cancellation may mean: the amount, within the days in which a bank takes back; null for any other matter.</summary>
    public static DepositSearch? SearchOf(string detail) => Line().Match(detail) is { Success: true } line
        ? new DepositSearch { From = $"{DayOf(line).AddDays(-DepositIntake.DaysUntilTakenBack):yyyy-MM-dd}", Until = $"{DayOf(line):yyyy-MM-dd}", Amount = line.Groups[2].Value.TrimStart('-') }
        : null;

    private static DateOnly DayOf(Match line) => DateOnly.ParseExact(line.Groups[1].ValueSpan, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string MoneyOf(Group digits) => Show.Money(new Yen(long.Parse(digits.ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)));

    // A gateway's report: kind, amount, the company's own code.
    [GeneratedRegex("^([A-Za-z]+) ([0-9]{1,15}) ?(.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Report();

    // An order that was closed without the company: amount, and what the company answered.
    [GeneratedRegex("^closed ([0-9]{1,15}) (.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Closed();

    // What came, and what the order asked for.
    [GeneratedRegex("^([0-9]{1,15})/([0-9]{1,15})$", RegexOptions.CultureInvariant)]
    private static partial Regex Amounts();

    // A record of a bank's or an agent's file: day, amount, number.
    [GeneratedRegex("^([0-9]{4}-[0-9]{2}-[0-9]{2}) (-?[0-9]{1,15}) #([0-9]{1,9})$", RegexOptions.CultureInvariant)]
    private static partial Regex Line();
}
