using System.Globalization;
using MemberHub.Components.Texts;
using MemberHub.Domain;

namespace MemberHub.Features.Import;

/// <summary>What a check or an import of uploaded files is kept as.</summary>
/// <param name="Unreadable">A file could not be read at all.</param>
/// <param name="Open">Yen open over all members, after the import.</param>
/// <param name="InArrears">Members who owe for a past year, after the import.</param>
/// <param name="Faults">How many rows cannot be taken, with all their faults.</param>
/// <param name="Lines">The first <see cref="MaxLines"/> of what is to be told, in the files' order.</param>
public sealed record RosterImportReport(
    bool Unreadable, ImportCounts Members, ImportCounts Dues, long Open, int InArrears, int Faults, IReadOnlyList<RosterImportLine> Lines, IReadOnlyList<IgnoredColumn> Ignored)
{
    /// <summary>Kept at most; a file with more faults is mended from its start.</summary>
    public const int MaxLines = 1_000;

    /// <summary>Members whose login ID or e-mail address would be, or was, changed.</summary>
    public int Accounts { get; init; }

    /// <summary>What the days of leaving would bring about, or brought about, beyond themselves.</summary>
    public EndCounts Ends { get; init; } = new();

    /// <summary>Rows that would be, or were, written.</summary>
    public int Writes => Members.Created + Members.Updated + Dues.Created + Dues.Updated;

    internal static RosterImportReport Of(ImportReport report, RefusalTexts texts)
    {
        var told = report.Rejected.Take(MaxLines).Select(fault => Line(fault.File, fault.Line, fault.Column, isFault: true, "", fault.Reason))
            .Concat(report.Conflicts.Take(MaxLines).Select(conflict => Line(conflict.File, conflict.Line, conflict.Column, isFault: false, conflict.Member, conflict.Reason)));
        return new RosterImportReport(
            report.Unreadable, report.Members, report.Dues, report.Totals.Total.Value, report.Totals.MembersInArrears, report.Rejected.Count, [.. told.Take(MaxLines)], report.Ignored)
        {
            Accounts = report.Accounts.Count,
            Ends = report.Ends,
        };

        RosterImportLine Line(string file, int line, string column, bool isFault, string member, Refusal reason) =>
            new(file, line, column, isFault, member, Say(reason, "ja"), Say(reason, "en"));

        string Say(Refusal reason, string language)
        {
            var before = CultureInfo.CurrentUICulture;
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            try
            {
                return texts.Say(reason);
            }
            finally
            {
                CultureInfo.CurrentUICulture = before;
            }
        }
    }
}

/// <summary>One thing to tell about a row: why it cannot be taken, or what stayed as it is here.</summary>
/// <param name="Column">Empty for the whole row.</param>
/// <param name="Member">The member number where a value stayed as it is.</param>
public sealed record RosterImportLine(string File, int Line, string Column, bool IsFault, string Member, string Ja, string En)
{
    /// <summary>The reason in the language of the page.</summary>
    public string Reason() => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? En : Ja;
}
