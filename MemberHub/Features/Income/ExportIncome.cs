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

/// <summary>A workbook to hand out.</summary>
public sealed record IncomeWorkbook(string Name, byte[] Bytes);

/// <summary>The income report as a workbook. It names no member; that it was taken stands in the audit trail all the same.</summary>
public sealed class ExportIncome(MemberHubDatabases databases, OpenIncome open, IStringLocalizer<IncomeText> text, TimeProvider clock)
{
    public async Task<Result<IncomeWorkbook>> RunAsync(Actor actor, IncomeForm form, CancellationToken cancel)
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
        return new IncomeWorkbook(string.Create(CultureInfo.InvariantCulture, $"income-{report.From:yyyy-MM-dd}-{report.To:yyyy-MM-dd}.xlsx"), stream.ToArray());
    }

    // Each field by itself: a form of which none is sent would be null.
    internal static async Task<IResult> ServeAsync([FromForm] string? from, [FromForm] string? to, ClaimsPrincipal user, ExportIncome export, CancellationToken cancel)
    {
        var exported = await export.RunAsync(user.ToActor(), new IncomeForm { From = from, To = to }, cancel);
        return exported.Value is { } file ? Results.File(file.Bytes, Workbook.ContentType, file.Name) : Results.LocalRedirect("/office/income");
    }

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
