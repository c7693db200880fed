using System.Diagnostics;
using MemberHub.Domain.Societies;
using MemberHub.Features.Reconciliation;
using MemberHub.Tests.Features.Payments.Reliability;
using MemberHub.Tests.Platform.Files.Deposits;
using MemberHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Reconciliation;

/// <summary>What the inbox costs: few statements whatever it shows, and little time with many members.</summary>
public sealed class InboxCostTests
{
    // The app's jobs look into other tables meanwhile.
    private static readonly string[] Tables = ["DuesCharges", "Members", "PaymentOrders", "PayerAliases", "UnmatchedDeposits", "DepositFiles", "DepositEvents", "PaymentTasks"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_inbox_opens_with_nine_statements()
    {
        await using var app = new TestApp();
        var society = await app.SocietyAsync();
        var member = await new RosterBuilder(app.Databases, society).Charged(2025, 12_000).Charged(2026, 12_000).AddAsync();
        var office = member with { MemberId = null, Roles = [StaffRole.Accountant] };
        var file = new ZenginText().In(24_000, "0000101").In(12_000, "0000101 ﾀｶﾊｼ").In(7_000, "ｱｵｷ").ToBytes();
        (await app.Services.GetRequiredService<ImportDepositFile>().RunAsync(office, "nyushukkin.txt", file, Cancel)).OrThrow();
        (await app.Services.GetRequiredService<SettleCertain>().RunAsync(office, Cancel)).OrThrow();

        await app.CountStatementsAsync();
        var view = (await app.Services.GetRequiredService<OpenInbox>().RunAsync(office, InboxFilter.All, 1, Cancel)).OrThrow();

        Assert.NotNull(view.Last);
        Assert.Equal(2, view.Rows.Count);
        var statements = app.Statements.All.Where(statement => Tables.Any(table => statement.Contains($"\"{table}\"", StringComparison.Ordinal))).ToList();
        Assert.True(statements.Count is > 0 and <= 9, $"{statements.Count}: {string.Join("\n", statements)}");
    }

    [Fact]
    public async Task Deposits_are_found_with_two_statements()
    {
        await using var app = new TestApp();
        var society = await app.SocietyAsync();
        var member = await new RosterBuilder(app.Databases, society).Charged(2026, 12_000).AddAsync();
        var office = member with { MemberId = null, Roles = [StaffRole.Accountant] };
        var file = new ZenginText().In(12_000, "0000101 ﾀｶﾊｼ").In(7_000, "ｱｵｷ").ToBytes();
        (await app.Services.GetRequiredService<ImportDepositFile>().RunAsync(office, "nyushukkin.txt", file, Cancel)).OrThrow();
        (await app.Services.GetRequiredService<SettleCertain>().RunAsync(office, Cancel)).OrThrow();

        await app.CountStatementsAsync();
        var found = (await app.Services.GetRequiredService<FindDeposits>().RunAsync(office, new DepositSearch(), Cancel)).OrThrow();

        Assert.Equal(2, found.Rows.Count);
        Assert.Equal(2, app.Statements.All.Count(statement => statement.Contains("\"UnmatchedDeposits\"", StringComparison.Ordinal) || statement.Contains("\"Payments\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_inbox_opens_quickly_with_many_members_and_fifty_deposits()
    {
        await using var world = await DepositsWorld.CreateAsync();
        var count = Length.Of(2_000, 20_000);
        await new PayingSociety(world.Database).AddMembersAsync(count);
        var file = new ZenginText();
        for (var i = 0; i < 100; i++)
        {
            file.In(PayingSociety.Dues, $"{100_001 + i:D7} ｱｵﾊﾞ");
        }

        await world.ImportAsync(file);
        await world.InboxAsync();
        var clock = Stopwatch.StartNew();
        var view = await world.InboxAsync();
        Length.Tell($"The inbox of 100 deposits among {count} members: {clock.ElapsedMilliseconds} ms.");

        Assert.Equal((100, OpenInbox.PageSize), (view.CertainCount, view.Rows.Count));
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }
}
