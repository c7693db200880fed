using System.Text.Encodings.Web;
using System.Text.Json;
using MemberHub.Components.Texts;

namespace MemberHub.Features.Import;

/// <summary>The report as one JSON object, for programs.</summary>
internal static class ImportReportJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(ImportReport report, RefusalTexts texts) => JsonSerializer.Serialize(
        new
        {
            report.Members,
            report.Dues,
            UnpaidTotal = report.Totals.Total.Value,
            report.Totals.MembersInArrears,
            Rejected = report.Rejected.Select(fault => new { fault.File, fault.Line, fault.Column, Reason = texts.Say(fault.Reason) }),
            Conflicts = report.Conflicts.Select(conflict => new
            {
                conflict.File,
                conflict.Line,
                conflict.Column,
                MemberNumber = conflict.Member,
                conflict.Kept,
                conflict.Offered,
                Reason = texts.Say(conflict.Reason),
            }),
        },
        Options);
}
