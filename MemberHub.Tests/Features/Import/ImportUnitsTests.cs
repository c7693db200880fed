using MemberHub.Data;
using MemberHub.Data.Imports;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using MemberHub.Features.Import;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Tests.Features.Import;

/// <summary>Units (口数): told by the roster, else counted from the dues, and never against the office.</summary>
public sealed class ImportUnitsTests : IAsyncLifetime
{
    private static readonly (string, string) Supporting = ("会員区分", "賛助会員");

    private readonly TestApp app = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task The_newest_imported_dues_of_a_body_are_counted_until_the_office_decides()
    {
        var roster = new RosterFile().Add(Supporting).AddSecond();
        var dues = new DuesFile().Add(year: "2025", amount: "50000").Add(year: "2026", amount: "150000").Add(year: "2026", item: "臨時会費", amount: "50000").Add("0000102", "2026", amount: "24000");
        await ImportAsync(roster, dues);
        Assert.Equal((3, 1), (await UnitsAsync("0000101"), await UnitsAsync("0000102")));

        var again = await ImportAsync(roster, dues);
        Assert.Equal((new ImportCounts(2, Unchanged: 2), new ImportCounts(4, Unchanged: 4)), (again.Json.Members, again.Json.Dues));

        await ImportAsync(roster, new DuesFile().Add(year: "2024", amount: "100000"));
        Assert.Equal(3, await UnitsAsync("0000101"));

        await ImportAsync(roster, new DuesFile().Add(year: "2027", amount: "100000"));
        Assert.Equal(2, await UnitsAsync("0000101"));
        await using (var database = await OpenAsync())
        {
            var member = await MemberAsync(database, "0000101");
            Assert.Contains("\"口数\":[\"3\",\"2\"]", (await database.AuditEntries.OrderByDescending(entry => entry.Id).FirstAsync(entry => entry.MemberId == member.Id, Cancel)).Details, StringComparison.Ordinal);
            member.CountUnits(5);
            await database.SaveChangesAsync(Cancel);
        }

        Assert.Empty((await ImportAsync(roster, new DuesFile().Add(year: "2028", amount: "200000"))).Json.Conflicts);
        Assert.Equal(5, await UnitsAsync("0000101"));
    }

    [Fact]
    public async Task Members_imported_before_units_were_counted_are_counted_by_the_same_file_unless_the_office_decided()
    {
        var roster = new RosterFile().Add(Supporting).AddSecond(Supporting);
        var dues = new DuesFile().Add(amount: "100000").Add("0000102", amount: "100000");
        await ImportAsync(roster, dues);
        await using (var database = await OpenAsync())
        {
            await database.ImportedRows.Where(row => row.Kind == ImportedKind.Units).ExecuteDeleteAsync(Cancel);
            foreach (var number in new[] { "0000101", "0000102" })
            {
                (await MemberAsync(database, number)).CountUnits(1);
            }

            var decided = await MemberAsync(database, "0000102");
            database.Add(new MemberChange(decided.Id, new FiscalYear(2026), decided.CategoryId, null, 1));
            await database.SaveChangesAsync(Cancel);
        }

        var again = await ImportAsync(roster, dues);

        Assert.Equal(new ImportCounts(2, Updated: 1, Unchanged: 1), again.Json.Dues);
        Assert.Equal((2, 1), (await UnitsAsync("0000101"), await UnitsAsync("0000102")));
    }

    [Fact]
    public async Task A_column_of_the_roster_tells_them_and_its_bad_values_are_named()
    {
        var bad = await ImportAsync(WithUnits("0"), new DuesFile());
        var worse = await ImportAsync(WithUnits("1001"), new DuesFile());
        Assert.All([bad, worse], answer => Assert.Equal((2, 2, "口数"), (answer.ExitCode, Assert.Single(answer.Json.Rejected).Line, answer.Json.Rejected[0].Column)));
        Assert.Contains("1〜1,000", bad.Json.Rejected[0].Reason, StringComparison.Ordinal);

        await ImportAsync(WithUnits("２口"), new DuesFile().Add(amount: "150000"));
        Assert.Equal((2, 1), (await UnitsAsync("0000101"), await UnitsAsync("0000102")));

        await ImportAsync(WithUnits("4"), new DuesFile());
        Assert.Equal(4, await UnitsAsync("0000101"));

        var without = await ImportAsync(new RosterFile().Add(Supporting).AddSecond(), new DuesFile().Add(year: "2026", amount: "50000"));
        Assert.Equal((4, 0), (await UnitsAsync("0000101"), without.Json.Conflicts.Count));
    }

    [Fact]
    public async Task A_column_that_comes_later_goes_on_from_what_the_dues_said()
    {
        await ImportAsync(new RosterFile().Add(Supporting).AddSecond(), new DuesFile().Add(amount: "100000"));

        Assert.Equal(1, (await ImportAsync(WithUnits("3"), new DuesFile().Add(amount: "100000"))).Json.Members.Updated);
        Assert.Equal(3, await UnitsAsync("0000101"));
    }

    [Fact]
    public async Task Dues_that_are_not_of_whole_units_are_told()
    {
        var answer = await ImportAsync(new RosterFile().Add(Supporting).AddSecond(), new DuesFile().Add(amount: "70000"));

        var told = Assert.Single(answer.Json.Conflicts);
        Assert.Equal(("請求額", 2, "1口", "70000"), (told.Column, told.Line, told.Kept, told.Offered));
        Assert.Contains("口数を数えられません", told.Reason, StringComparison.Ordinal);
        Assert.Equal((1, 70_000), (await UnitsAsync("0000101"), answer.Json.UnpaidTotal));
    }

    private static RosterFile WithUnits(string units) =>
        new RosterFile { Columns = [.. new RosterFile().Columns, "口数"] }.Add(Supporting, ("口数", units)).AddSecond();

    private Task<ImportAnswer> ImportAsync(RosterFile roster, DuesFile dues) => new ImportRunner(app).RunAsync(roster, dues);

    private async Task<MemberHubDbContext> OpenAsync() => app.Databases.Open((await app.SocietyAsync()).Id);

    private static Task<Member> MemberAsync(MemberHubDbContext database, string number)
    {
        var wanted = MemberNumber.Parse(number);
        return database.Members.SingleAsync(member => member.Number == wanted, Cancel);
    }

    private async Task<int> UnitsAsync(string number)
    {
        await using var database = await OpenAsync();
        return (await MemberAsync(database, number)).Units;
    }
}
