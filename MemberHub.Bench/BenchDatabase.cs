using MemberHub.Data;
using MemberHub.Domain.Societies;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace MemberHub.Bench;

/// <summary>A migrated database with the society of the settings, thrown away at the end.</summary>
internal sealed class BenchDatabase : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly string folder;

    private BenchDatabase(string provider, string folder, string connection)
    {
        (Provider, Connection, this.folder) = (provider, connection, folder);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Database:Provider"] = provider, ["ConnectionStrings:MemberHub"] = connection });
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddMemberHubData();
        services = builder.Services.BuildServiceProvider();
    }

    /// <summary>Sqlite or Postgres.</summary>
    public string Provider { get; }

    /// <summary>For an app of its own on the same database.</summary>
    public string Connection { get; }

    public Society Society { get; private set; } = null!;

    /// <summary>SQLite, and PostgreSQL where MEMBERHUB_TEST_POSTGRES names a server.</summary>
    public static async Task<IReadOnlyList<BenchDatabase>> CreateAllAsync()
    {
        var name = $"memberhub_bench_{Guid.NewGuid():N}";
        var folder = Directory.CreateTempSubdirectory("memberhub-bench").FullName;
        List<BenchDatabase> databases = [new("Sqlite", folder, $"Data Source={Path.Combine(folder, "memberhub.db")}")];
        if (Environment.GetEnvironmentVariable("MEMBERHUB_TEST_POSTGRES") is { Length: > 0 } server)
        {
            databases.Add(new BenchDatabase("Postgres", folder, $"{server};Database={name}"));
        }
        else
        {
            Report.Note("MEMBERHUB_TEST_POSTGRES is not set: no figures for PostgreSQL.");
        }

        foreach (var database in databases)
        {
            await database.services.GetRequiredService<Migrator>().RunAsync(CancellationToken.None);
            database.Society = await database.services.GetRequiredService<SocietySeed>().EnsureAsync(CancellationToken.None);
        }

        return databases;
    }

    public MemberHubDatabases Databases => services.GetRequiredService<MemberHubDatabases>();

    public MemberHubDbContext Open() => Databases.Open(Society.Id);

    public async ValueTask DisposeAsync()
    {
        await using (var database = Open())
        {
            await database.Database.EnsureDeletedAsync();
        }

        await services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        NpgsqlConnection.ClearAllPools();
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
