using MemberHub.Components.Texts;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Import;

/// <summary>The report in sentences, for the office.</summary>
internal sealed class ImportReportText(IStringLocalizer<ImportText> text, RefusalTexts refusals)
{
    public IEnumerable<string> Lines(ImportReport report)
    {
        foreach (var ignored in report.Ignored)
        {
            yield return text["IgnoredColumn", ignored.File, ignored.Column];
        }

        foreach (var fault in report.Rejected)
        {
            var place = fault.Column.Length == 0 ? text["Line", fault.File, fault.Line] : text["LineAndColumn", fault.File, fault.Line, fault.Column];
            yield return text["Fault", place.Value, refusals.Say(fault.Reason)];
        }

        foreach (var conflict in report.Conflicts)
        {
            var place = text["LineAndColumn", conflict.File, conflict.Line, conflict.Column];
            yield return text["Conflict", place.Value, conflict.Member, conflict.Kept, conflict.Offered, refusals.Say(conflict.Reason)];
        }

        if (!report.Unreadable)
        {
            yield return text["MemberCounts", Numbers(report.Members)];
            yield return text["DuesCounts", Numbers(report.Dues)];
        }

        foreach (var (kind, count) in report.Ends.Told())
        {
            yield return text[$"Ends.{kind}.{(report.DryRun ? "Then" : "Now")}", Show.Count(count)];
        }

        yield return text["Totals", Show.Money(report.Totals.Total), Show.Count(report.Totals.MembersInArrears)];
        yield return text[Outcome(report)];
    }

    private static object[] Numbers(ImportCounts counts) =>
        [Show.Count(counts.Read), Show.Count(counts.Created), Show.Count(counts.Updated), Show.Count(counts.Unchanged), Show.Count(counts.Rejected)];

    private static string Outcome(ImportReport report) => report switch
    {
        { Unreadable: true } => "NothingTakenUnreadable",
        { Refused: true } => "NothingTakenBadRows",
        { ChangedNothing: true, Rejected.Count: > 0 } => "NothingNewBadRows",
        { ChangedNothing: true } => "NothingNew",
        { DryRun: true } => "OnlyTried",
        { Rejected.Count: > 0 } => "GoodRowsTaken",
        _ => "AllTaken",
    };
}
