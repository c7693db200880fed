using System.IO.Compression;
using System.Xml.Linq;
using MemberHub.Domain;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using MemberHub.Features.Income;
using MemberHub.Tests.Features.Accounts;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Income;

public sealed class IncomeTests : IAsyncLifetime
{
    private readonly TestApp app = new();
    private Society society = default!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private OpenIncome Open => app.Services.GetRequiredService<OpenIncome>();

    private Actor Viewer => new(1, society.Id, null, [StaffRole.Viewer]);

    public async ValueTask InitializeAsync()
    {
        society = await app.SocietyAsync();
        await new RosterBuilder(app.Databases, society).Numbered("0000101").Charged(2025, 12_000, paid: 12_000).Charged(2026, 12_000, paid: 12_000).AddAsync();
        var second = await new RosterBuilder(app.Databases, society).Numbered("0000102").Charged(2026, 24_000, paid: 24_000).AddAsync();
        await using var database = app.Databases.Open(society.Id);
        var extra = new Payment(second.MemberId!.Value, new Yen(5_000), new DateOnly(2026, 3, 31), PaymentMethod.Card, PaymentSource.Gateway);
        extra.CreditTheRest();
        database.Add(extra);
        database.Add(new Payment(second.MemberId.Value, new Yen(777), new DateOnly(2027, 4, 1), PaymentMethod.Card, PaymentSource.Gateway));
        await database.SaveChangesAsync(Cancel);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task The_lines_add_up_to_the_ledgers_payments()
    {
        var report = (await Open.RunAsync(Viewer, new IncomeForm { From = "2020-01-01", To = "2026-12-31" }, Cancel)).OrThrow();

        Assert.Equal(
            ["2025 正会員 BankTransfer 12000", "2026 正会員 BankTransfer 36000", "-  Card 5000"],
            report.Lines.Select(line => $"{line.Year?.ToString() ?? "-"} {line.Category} {line.Method} {line.Amount.Value}"));
        await using var database = app.Databases.Open(society.Id);
        var ledger = await database.Payments.Where(payment => payment.ReceivedOn <= new DateOnly(2026, 12, 31)).Select(payment => payment.Amount).ToListAsync(Cancel);
        Assert.Equal(ledger.Total(), report.Total);
    }

    [Fact]
    public async Task The_days_at_both_ends_count()
    {
        Assert.Equal(41_000, (await Open.RunAsync(Viewer, new IncomeForm { From = "2026-03-31", To = "2026-03-31" }, Cancel)).OrThrow().Total.Value);
        Assert.Equal(0, (await Open.RunAsync(Viewer, new IncomeForm { From = "2026-04-01", To = "2027-03-31" }, Cancel)).OrThrow().Total.Value);
        Assert.Equal(777, (await Open.RunAsync(Viewer, new IncomeForm { From = "2026-04-01", To = "2027-04-01" }, Cancel)).OrThrow().Total.Value);
    }

    [Theory]
    [InlineData("2026-04-02", "2026-04-01")]
    [InlineData("2026-02-30", "2026-04-01")]
    [InlineData("4月", null)]
    public async Task A_range_that_is_none_is_refused(string? from, string? to) => Assert.IsType<NotARange>((await Open.RunAsync(Viewer, new IncomeForm { From = from, To = to }, Cancel)).Refusal);

    [Fact]
    public async Task A_member_is_refused() => Assert.IsType<NotAllowed>((await Open.RunAsync(Viewer with { Roles = [] }, new IncomeForm(), Cancel)).Refusal);

    [Fact]
    public async Task The_workbook_shows_the_same_total_and_is_recorded()
    {
        var file = (await app.Services.GetRequiredService<ExportIncome>().RunAsync(Viewer, new IncomeForm { From = "2020-01-01", To = "2026-12-31" }, Cancel)).OrThrow();

        using var archive = new ZipArchive(new MemoryStream(file.Bytes), ZipArchiveMode.Read);
        using var sheet = archive.GetEntry("xl/worksheets/sheet1.xml")!.Open();
        XNamespace main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        var rows = XDocument.Load(sheet).Descendants(main + "row").Select(row => string.Join('|', row.Elements().Select(cell => cell.Value))).ToList();
        Assert.Contains("合計||5000|0|48000|0|53000", rows);
        await using var database = app.Databases.Open(society.Id);
        Assert.Equal(1, await database.AuditEntries.CountAsync(entry => entry.Action == "ExportIncome", Cancel));
    }

    [Theory]
    [InlineData("2020-01-01", "2026-12-31", "income-2020-01-01-2026-12-31.xlsx")]
    [InlineData(null, null, "income-2026-11-01-2026-11-22.xlsx")]
    [InlineData("2026-04-01", "", "income-2026-04-01-2026-11-22.xlsx")]
    public async Task The_download_takes_this_month_where_no_days_are_sent(string? from, string? to, string name)
    {
        var account = await app.AddStaffAsync("etsuran", StaffRole.Viewer);
        using var client = await app.ClientOfAsync(new Actor(account.Id, society.Id, null, [StaffRole.Viewer]));

        var answer = await new FormClient(client).SendAsync("/office/income", "/office/income/export", new() { ["from"] = from, ["to"] = to });

        Assert.Equal(name, answer.Content.Headers.ContentDisposition?.FileName);
        using var archive = new ZipArchive(await answer.Content.ReadAsStreamAsync(Cancel), ZipArchiveMode.Read);
        Assert.NotNull(archive.GetEntry("xl/worksheets/sheet1.xml"));
    }
}
