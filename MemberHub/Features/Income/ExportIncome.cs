using System.Globalization;
using System.Security.Claims;
using MemberHub.Components.Texts;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using MemberHub.Platform.Files;
using MemberHub.Platform.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Income;

/// <summary>The income report as a workbook. It names no member; that it was taken stands in the audit trail all the same.</summary>
public sealed class ExportIncome(MemberHubDatabases databases, OpenIncome open, IStringLocalizer<IncomeText> text, TimeProvider clock)
{
    public async Task<Result<byte[]>> RunAsync(Actor actor, IncomeForm form, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.SeeOffice))
        {
            return new NotAllowed();
        }

        var opened = await open.RunAsync(actor, form, cancel);
        if (opened.Value is not { } report)
        {
            return opened.Refusal!;
        }

        await using var database = databases.Open(actor.SocietyId);
        database.Record(actor, clock.UtcNow(), nameof(ExportIncome), null, new { report.From, report.To, Total = report.Total.Value });
        await database.SaveChangesAsync(cancel);
        using var stream = new MemoryStream();
        Workbook.Write(stream, SheetOf(report));
        return stream.ToArray();
    }

    internal static async Task<IResult> ServeAsync([FromForm] IncomeForm form, ClaimsPrincipal user, ExportIncome export, CancellationToken cancel) =>
        (await export.RunAsync(user.ToActor(), form, cancel)).Value is { } bytes
            ? Results.File(bytes, Workbook.ContentType, string.Create(CultureInfo.InvariantCulture, $"income-{form.From}-{form.To}.xlsx"))
            : Results.LocalRedirect("/office/income");

    private WorkbookSheet SheetOf(IncomeReport report)
    {
        var table = IncomeTable.Of(report.Lines);
        return new WorkbookSheet(
            text["Sheet"],
            [text["Year"], text["Category"], .. IncomeTable.Methods.Select(method => text[$"Method.{method}"].Value), text["Total"]],
            table.Rows.Select(row => (IReadOnlyList<object?>)[
                row.Year is { } year ? Show.Year(year) : text["Unapplied"].Value, row.Category, .. row.Amounts.Select(amount => (object)amount.Value), row.Total.Value]))
        {
            Totals =
            [
                [text["Total"].Value, null, .. IncomeTable.Methods.Select((_, i) => (object)table.TotalOf(i).Value), table.Total.Value],
                [text["Refunded"].Value, null, .. IncomeTable.Methods.Select(_ => (object?)null), report.Refunded.Amount.Value],
                [text["Range"].Value, $"{Show.Date(report.From)}–{Show.Date(report.To)}"],
            ],
        };
    }
}
