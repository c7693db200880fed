using MemberHub.Domain;
using MemberHub.Domain.Societies;
using MemberHub.Features.Billing;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Tests.Features.Billing;

public sealed class DuesScheduleTests : IAsyncLifetime
{
    private PlainDatabase database = default!;
    private BillingOffice office = default!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = await PlainDatabase.CreateWithSocietyAsync();
        office = await BillingOffice.InAsync(database);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task A_change_holds_from_its_year_on_and_leaves_earlier_years()
    {
        var row = Row(await OpenAsync(2027), "正会員");
        Assert.Equal((new Yen(12_000), new FiscalYear(2016)), (row.Amount, row.From));

        Assert.Equal(1, (await ChangeAsync(2027, row, "１３，０００円")).OrThrow());
        Assert.Equal(0, (await ChangeAsync(2027, row, "13000")).OrThrow());

        Assert.Equal(new Yen(12_000), Row(await OpenAsync(2026), "正会員").Amount);
        Assert.Equal((new Yen(13_000), new FiscalYear(2027)), (Row(await OpenAsync(2028), "正会員").Amount, Row(await OpenAsync(2028), "正会員").From));
        Assert.Equal(1, (await ChangeAsync(2027, row, "")).OrThrow());
        Assert.Equal(new Yen(12_000), Row(await OpenAsync(2027), "正会員").Amount);
        await using var context = database.Databases.Open(database.Society.Id);
        Assert.Equal(2, await context.AuditEntries.CountAsync(entry => entry.Action == nameof(ChangeDuesSchedule), Cancel));
    }

    [Fact]
    public async Task A_rank_gets_an_amount_of_its_own()
    {
        var row = (await OpenAsync(2027)).Rows.Single(item => item.Category == "学生会員" && item.Rank == "評議員");
        Assert.Null(row.Amount);

        (await ChangeAsync(2027, row, "9000")).OrThrow();

        Assert.Equal(new Yen(9_000), (await OpenAsync(2027)).Rows.Single(item => item.Category == "学生会員" && item.Rank == "評議員").Amount);
    }

    [Fact]
    public async Task A_billed_year_is_locked_until_its_run_is_undone()
    {
        await new RosterBuilder(database.Databases, database.Society).PostedTo("980-0011", "宮城県仙台市青葉区上杉 9-82-5").AddAsync();
        var row = Row(await OpenAsync(2027), "正会員");
        var run = await office.BillAsync(2027);

        Assert.True((await OpenAsync(2027)).IsLocked);
        Assert.Equal(new DuesYearLocked(new FiscalYear(2027)), (await ChangeAsync(2027, row, "13000")).Refusal);
        Assert.Equal(new DuesYearLocked(new FiscalYear(2027)), (await ChangeAsync(2026, row, "13000")).Refusal);
        Assert.Equal(1, (await ChangeAsync(2028, row, "13000")).OrThrow());
        (await database.Get<UndoBilling>().RunAsync(office.Accountant, run, "金額の誤り", Cancel)).OrThrow();
        Assert.Equal(1, (await ChangeAsync(2027, row, "12500")).OrThrow());
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("12.5")]
    [InlineData("100000001")]
    [InlineData("一万")]
    public async Task What_is_no_amount_is_refused(string text)
    {
        var row = Row(await OpenAsync(2027), "正会員");

        Assert.Equal(new DuesAmountWrong("正会員"), (await ChangeAsync(2027, row, text)).Refusal);
        Assert.Equal(new Yen(12_000), Row(await OpenAsync(2027), "正会員").Amount);
    }

    [Fact]
    public async Task A_viewer_reads_only()
    {
        var viewer = office.Secretary with { Roles = [StaffRole.Viewer] };
        var view = (await database.Get<OpenDuesSchedule>().RunAsync(viewer, 2027, Cancel)).OrThrow();

        Assert.False(view.MayEdit);
        Assert.Equal(new NotAllowed(), (await database.Get<ChangeDuesSchedule>().RunAsync(viewer, new FiscalYear(2027), [], Cancel)).Refusal);
    }

    private static DuesScheduleRow Row(DuesScheduleView view, string category) => view.Rows.Single(row => row.Category == category && row.Rank is null);

    private async Task<DuesScheduleView> OpenAsync(int year) => (await database.Get<OpenDuesSchedule>().RunAsync(office.Secretary, year, Cancel)).OrThrow();

    private Task<Result<int>> ChangeAsync(int year, DuesScheduleRow row, string text) =>
        database.Get<ChangeDuesSchedule>().RunAsync(office.Secretary, new FiscalYear(year), [new DuesAmountForm(row.CategoryId, row.RankId, text)], Cancel);
}
