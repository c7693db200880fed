using System.Diagnostics;
using MemberHub.Data;
using MemberHub.Domain.Societies;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Quartz;

namespace MemberHub.Tests.Support;

/// <summary>
/// The whole app on a database of its own: SQLite, or PostgreSQL where MEMBERHUB_TEST_POSTGRES names a server. The clock
/// stands at noon of 22 November 2026 in Japan and moves only when a test moves it.
/// </summary>
public sealed class TestApp : WebApplicationFactory<Program>
{
    public static readonly string? PostgresServer = Environment.GetEnvironmentVariable("MEMBERHUB_TEST_POSTGRES");

    private string name = $"memberhub_{Guid.NewGuid():N}";
    private bool findsData;
    private bool keepsData;

    /// <summary>Listens on a free port of loopback, for a browser.</summary>
    public TestApp()
        : this(port: 0)
    {
    }

    private TestApp(int port) => UseKestrel(port);

    public FixedClock Clock { get; } = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.FromHours(9)));

    /// <summary>Every line the app has logged, in place of the console.</summary>
    public CapturedLogs Logs { get; } = new();

    /// <summary>A folder of this app's own, deleted with it; mail is written to its subfolder mail.</summary>
    public string Folder => Path.Combine(Path.GetTempPath(), name);

    /// <summary>Settings beyond the defaults; set them before the first use.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    /// <summary>How long a circuit waits for a page that has lost its connection; as the product has it where nothing is said.</summary>
    public TimeSpan? CircuitsWait { get; init; }

    /// <summary>The SQL statements that the app has sent to its database.</summary>
    public SentStatements Statements { get; } = new();

    /// <summary>Forgets the statements so far and lets no job send more, so that those kept from here on are of what the test does.</summary>
    public async Task CountStatementsAsync()
    {
        var jobs = await Services.GetRequiredKeyedService<ISchedulerFactory>("MemberHub").GetScheduler();
        await jobs.PauseAll();
        while ((await jobs.QueryFireInstances(new FireInstanceQuery())).Items.Count > 0)
        {
            await Task.Delay(10);
        }

        Statements.Clear();
    }

    private string PostgresConnection => $"{MigratedTemplate.OnServerNamed(name)};Maximum Pool Size=20";

    public MemberHubDatabases Databases => Services.GetRequiredService<MemberHubDatabases>();

    /// <summary>The society of the settings, created on the first call.</summary>
    public Task<Society> SocietyAsync() => Services.GetRequiredService<SocietySeed>().EnsureAsync(TestContext.Current.CancellationToken);

    /// <summary>A client that follows no redirect; it keeps cookies unless told not to.</summary>
    public HttpClient Connect(bool keepsCookies = true)
    {
        StartServer();
        return new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = keepsCookies }) { BaseAddress = ClientOptions.BaseAddress };
    }

    /// <summary>Ends this app and answers a new one on the same data and port, still to be started: a restart of the server.</summary>
    public async Task<TestApp> RestartAsync()
    {
        keepsData = true;
        var port = ClientOptions.BaseAddress.Port;
        await DisposeAsync();
        var next = new TestApp(port) { name = name, findsData = true };
        foreach (var (key, value) in Settings)
        {
            next.Settings[key] = value;
        }

        return next;
    }

    /// <summary>Another node on the same data, still to be started. The data goes with this one, so the other has to end first.</summary>
    public TestApp Beside()
    {
        var other = new TestApp { name = name, findsData = true, keepsData = true };
        foreach (var (key, value) in Settings)
        {
            other.Settings[key] = value;
        }

        return other;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        Directory.CreateDirectory(Folder);
        if (PostgresServer is null)
        {
            MigratedTemplate.CopyToFile(Path.Combine(Folder, "memberhub.db"));
        }
        else if (!findsData)
        {
            MigratedTemplate.CopyToDatabase(name);
        }

        var (provider, connection) = PostgresServer is null ? ("Sqlite", $"Data Source={Path.Combine(Folder, "memberhub.db")}") : ("Postgres", PostgresConnection);
        builder.UseEnvironment("Testing");
        builder.UseSetting("Database:Provider", provider);
        builder.UseSetting("ConnectionStrings:MemberHub", connection);
        builder.UseSetting("Mail:Folder", Path.Combine(Folder, "mail"));
        foreach (var (key, value) in Settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureTestServices(services => services
            .AddHostedService<AddressGate>()
            .AddSingleton<TimeProvider>(Clock)
            .PostConfigure<CircuitOptions>(options => options.DisconnectedCircuitRetentionPeriod = CircuitsWait ?? options.DisconnectedCircuitRetentionPeriod)
            .Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(2)) // an open circuit would hold it for thirty
            .ConfigureDbContext<SqliteMemberHubDbContext>(options => options.AddInterceptors(Statements))
            .ConfigureDbContext<PostgresMemberHubDbContext>(options => options.AddInterceptors(Statements))
            .AddLogging(logging => logging.ClearProviders().AddProvider(Logs)));
    }

    public override async ValueTask DisposeAsync()
    {
        if (keepsData)
        {
            await base.DisposeAsync();
            return;
        }

        await base.DisposeAsync();
        if (PostgresServer is null)
        {
            SqliteConnection.ClearAllPools();
        }
        else
        {
            await using (var own = new NpgsqlConnection(PostgresConnection))
            {
                NpgsqlConnection.ClearPool(own);
            }

            MigratedTemplate.Drop(name);
        }

        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    /// <summary>Holds the server until the factory has given it its address: on a busy machine the app would be faster, and the factory fail.</summary>
    private sealed class AddressGate(IServer server) : IHostedLifecycleService
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

        public async Task StartingAsync(CancellationToken cancellationToken)
        {
            var watch = Stopwatch.StartNew();
            while (server.Features.Get<IServerAddressesFeature>() is { Addresses.Count: 0 } && watch.Elapsed < Patience)
            {
                await Task.Delay(5, cancellationToken);
            }
        }

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
