using MemberHub.Data;
using MemberHub.Data.DemoData;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Data.Queries;

public sealed class ArrearsListTests : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    private readonly TestApp app = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task The_list_says_what_each_members_own_claim_says()
    {
        await using var database = await SeededAsync();
        List<(long Member, int Years, Yen Open)> expected = [];
        foreach (var member in await database.Members.Select(member => member.Id).ToListAsync(TestContext.Current.CancellationToken))
        {
            var ledger = await database.ReadLedgerAsync(member, Today, TestContext.Current.CancellationToken);
            var late = ledger.Charges.Where(charge => charge.YearsInArrears(Today) > 0).ToList();
            if (late.Count > 0)
            {
                expected.Add((member, late.Count, late.Total(charge => charge.Open)));
            }
        }

        var list = await database.ReadArrearsAsync(Today, 0, TestContext.Current.CancellationToken);

        Assert.NotEmpty(expected);
        Assert.Equal(expected.Count, list.MemberCount);
        Assert.Equal(expected.Total(row => row.Open), list.Total);
        Assert.Equal(
            expected.OrderByDescending(row => row.Open).ThenBy(row => row.Member).Take(ArrearsList.PageSize),
            list.Rows.Select(row => (row.MemberId, row.YearsOpen, row.Total)));
    }

    [Fact]
    public async Task Pages_follow_each_other_and_keep_the_totals()
    {
        await using var database = await SeededAsync();
        var nextYear = new DateOnly(2027, 2, 1);
        var first = await database.ReadArrearsAsync(nextYear, 0, TestContext.Current.CancellationToken);
        var pages = (first.MemberCount + ArrearsList.PageSize - 1) / ArrearsList.PageSize;
        List<ArrearsRow> rows = [];
        for (var page = 0; page < pages; page++)
        {
            rows.AddRange((await database.ReadArrearsAsync(nextYear, page, TestContext.Current.CancellationToken)).Rows);
        }

        var behind = await database.ReadArrearsAsync(nextYear, pages, TestContext.Current.CancellationToken);

        Assert.True(pages > 1);
        Assert.Equal(first.MemberCount, rows.Select(row => row.MemberId).Distinct().Count());
        Assert.Equal(first.Total, rows.Total(row => row.Total));
        Assert.Equal(rows.OrderByDescending(row => row.Total).ThenBy(row => row.MemberId), rows);
        Assert.Empty(behind.Rows);
        Assert.Equal((first.MemberCount, first.Total), (behind.MemberCount, behind.Total));
    }

    [Fact]
    public async Task Nobody_in_arrears_is_an_empty_list()
    {
        await using var database = app.Databases.Open((await app.SocietyAsync()).Id);

        var list = await database.ReadArrearsAsync(Today, 0, TestContext.Current.CancellationToken);

        Assert.Equal((0, 0, Yen.Zero), (list.Rows.Count, list.MemberCount, list.Total));
    }

    private async Task<MemberHubDbContext> SeededAsync()
    {
        Assert.True(await app.Services.GetRequiredService<DemoSeed>().RunAsync(TestContext.Current.CancellationToken));
        return app.Databases.Open((await app.SocietyAsync()).Id);
    }
}
