using System.Collections.Concurrent;
using System.Data.Common;
using MemberHub.Components;
using MemberHub.Data;
using MemberHub.Features.Accounts;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Quartz;

namespace MemberHub.Bench;

/// <summary>P11: SQL statements from the request of a page to its live circuit, in Chromium, on the demo society; the baseline is the aim.</summary>
internal static class StatementFigures
{
    private const int Aim = 6;
    private const string DemoLogin = "SATO";

    public static async Task RunAsync(string[] args)
    {
        await using var portal = new DemoPortal();
        portal.UseKestrel(0);
        portal.StartServer();
        await BenchBrowser.RunAsync(browser => MeasureAsync(portal, browser));
    }

    private static async Task MeasureAsync(DemoPortal portal, IBrowser browser)
    {
        var context = await browser.NewContextAsync(new() { BaseURL = portal.ClientOptions.BaseAddress.ToString() });
        await context.AddCookiesAsync([new() { Name = "memberhub", Value = await portal.SignInAsync(DemoLogin), Url = portal.ClientOptions.BaseAddress.ToString() }]);
        var page = await context.NewPageAsync();
        foreach (var (name, path) in new[] { ("dashboard", "/"), ("payments", "/payments"), ("history", "/payments/history"), ("profile", "/profile") })
        {
            await page.GotoAsync(path);
            await page.WaitForTimeoutAsync(4_000);
            await portal.CountAsync();
            await page.ReloadAsync();
            await page.WaitForTimeoutAsync(2_000);
            var sent = portal.Statements.ToList();
            Report.Line("P11", $"SQL statements to open {name}", sent.Count, "statements", Aim);
            Report.Line("P11", $"of these repeated between prerender and circuit, {name}", sent.Count - sent.Distinct().Count(), "statements");
        }
    }

    private sealed class DemoPortal : WebApplicationFactory<App>
    {
        private readonly string folder = Directory.CreateTempSubdirectory("memberhub-bench").FullName;

        public ConcurrentQueue<string> Statements { get; } = [];

        public async Task<string> SignInAsync(string normalizedLogin)
        {
            await using var database = Services.GetRequiredService<MemberHubDatabases>().OpenAcrossSocieties();
            var account = await database.Users.SingleAsync(item => item.NormalizedUserName == normalizedLogin);
            var session = Services.GetRequiredService<Sessions>().Start(database, account.Id, isPersistent: false, "bench");
            await database.SaveChangesAsync();
            return session.Token.Text;
        }

        /// <summary>Begins to count; jobs that look for work are not a price of a page and stand still from here on.</summary>
        public async Task CountAsync()
        {
            var jobs = await Services.GetRequiredKeyedService<ISchedulerFactory>("MemberHub").GetScheduler();
            await jobs.PauseAll();
            while ((await jobs.QueryFireInstances(new FireInstanceQuery())).Items.Count > 0)
            {
                await Task.Delay(10);
            }

            Statements.Clear();
        }

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Development");
            builder.UseSetting("ConnectionStrings:MemberHub", $"Data Source={Path.Combine(folder, "memberhub.db")}");
            builder.UseSetting("Database:Provider", "Sqlite");
            builder.ConfigureTestServices(services => services
                .ConfigureDbContext<SqliteMemberHubDbContext>(options => options.AddInterceptors(new Counter(Statements)))
                .AddLogging(logging => logging.ClearProviders()));
        }
    }

    private sealed class Counter(ConcurrentQueue<string> statements) : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            statements.Enqueue(command.CommandText);
            return new(result);
        }
    }
}
