using System.Diagnostics;
using System.Globalization;
using MemberHub.Components;
using MemberHub.Data;
using MemberHub.Data.Accounts;
using MemberHub.Domain.Societies;
using MemberHub.Features.Billing;
using MemberHub.Features.Outbox;
using MemberHub.Platform.Jobs;
using MemberHub.Platform.Mail;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MemberHub.Bench;

/// <summary>P6: billing a year for a large society, from the press to the last charge. Baseline: the rows it wrote, inserted without looking at them.</summary>
internal static class BillingFigures
{
    private const int Members = 20_000;
    private const int Year = 2027;

    private static readonly string[] Written = ["BillingRunLists", "DuesCharges"];

    public static async Task RunAsync(string[] args)
    {
        foreach (var bench in await BenchDatabase.CreateAllAsync())
        {
            await using (bench)
            {
                await MeasureAsync(bench);
            }
        }
    }

    private static async Task MeasureAsync(BenchDatabase bench)
    {
        await using var app = Build(bench);
        var (secretary, accountant) = await FillAsync(bench);
        T Get<T>() where T : notnull => app.Services.GetRequiredService<T>();

        // The first draft warms what is compiled on first use; it is discarded by the second.
        var form = new DraftBillingForm(Year, new DateOnly(2026, 11, 25), new DateOnly(2026, 12, 1));
        (await Get<DraftBilling>().RunAsync(secretary, form, CancellationToken.None)).OrThrow();
        var draft = await TimeAsync(async () => (await Get<DraftBilling>().RunAsync(secretary, form, CancellationToken.None)).OrThrow());
        var release = await TimeAsync(async () => (await Get<ReleaseBilling>().RunAsync(accountant, draft.Result, CancellationToken.None)).OrThrow());
        var run = await TimeAsync(async () =>
        {
            (await Get<StartBilling>().RunAsync(secretary, draft.Result, CancellationToken.None)).OrThrow();
            return await Get<RunBilling>().RunAsync(CancellationToken.None);
        });
        await using var database = bench.Open();
        var rows = new RawRows(database, Written);
        await rows.TakeAsync();
        var raw = await TimeAsync(rows.PutBackAsync);
        Report.Note($"{bench.Provider}: {run.Result} charges, {raw.Result} rows in the baseline");
        Report.Line("P6", $"bill a year for 20,000 members, {bench.Provider}", run.Seconds, "s", raw.Seconds);
        Report.Line("P6", $"draft of the same year, {bench.Provider}", draft.Seconds, "s", raw.Seconds);
        Report.Line("P6", $"release of the same year, {bench.Provider}", release.Seconds, "s", raw.Seconds);
        var undo = await TimeAsync(async () => (await Get<UndoBilling>().RunAsync(accountant, draft.Result, "bench", CancellationToken.None)).OrThrow());
        Report.Line("P6", $"undo of the same year, {bench.Provider}", undo.Seconds, "s", raw.Seconds);
    }

    private static WebApplication Build(BenchDatabase bench)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Database:Provider"] = bench.Provider, ["ConnectionStrings:MemberHub"] = bench.Connection });
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(new Noon());
        builder.AddMemberHubData();
        builder.AddMemberHubComponents();
        builder.AddJobs();
        builder.AddMail();
        builder.AddOutbox();
        builder.AddBilling();
        return builder.Build();
    }

    private static async Task<(Actor Secretary, Actor Accountant)> FillAsync(BenchDatabase bench)
    {
        await using var database = bench.Open();
        var category = await database.MemberCategories.OrderBy(item => item.Id).Select(item => item.Id).FirstAsync();
        var staff = new[] { "jimu", "keiri" }.Select(login => new Account { UserName = login, NormalizedUserName = login.ToUpperInvariant(), SecurityStamp = login }).ToList();
        database.AddRange(staff);
        await database.SaveChangesAsync();
        await BenchRoster.AddAsync(bench, category, Members);
        return (new Actor(staff[0].Id, bench.Society.Id, null, [StaffRole.Secretary]), new Actor(staff[1].Id, bench.Society.Id, null, [StaffRole.Accountant]));
    }

    private static async Task<(double Seconds, T Result)> TimeAsync<T>(Func<Task<T>> work)
    {
        var watch = Stopwatch.StartNew();
        var result = await work();
        return (watch.Elapsed.TotalSeconds, result);
    }

    private sealed class Noon : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.Parse("2026-11-22T03:00:00Z", CultureInfo.InvariantCulture);
    }
}
