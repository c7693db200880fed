using System.Data.Common;
using MemberHub.Components;
using MemberHub.Data;
using MemberHub.Domain.Societies;
using MemberHub.Features.Backup;
using MemberHub.Features.Ledger;
using MemberHub.Features.Payments;
using MemberHub.Papers;
using MemberHub.Platform.Commands;
using MemberHub.Platform.Pdf;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace MemberHub.Tests.Support;

/// <summary>
/// A database with the product's services and no server: nothing runs beside the test. It can be copied, so that one scene is damaged in many ways.
/// </summary>
internal sealed class PlainDatabase : IAsyncDisposable
{
    private readonly string name;
    private readonly ServiceProvider services;

    private PlainDatabase(string name)
    {
        this.name = name;
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, EnvironmentName = "Testing" });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:Provider"] = IsSqlite ? "Sqlite" : "Postgres",
            ["ConnectionStrings:MemberHub"] = IsSqlite ? $"Data Source={File};Pooling=False" : $"{TestApp.PostgresServer};Database={name};Pooling=False",
        });
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.AddMemberHubData();
        builder.AddMemberHubComponents();
        builder.Services.AddPdf(builder.Configuration);
        builder.Services.AddPapers();
        builder.AddPayments();
        builder.AddLedger();
        builder.AddBackup();
        services = builder.Services.BuildServiceProvider();
    }

    public static bool IsSqlite => TestApp.PostgresServer is null;

    public FixedClock Clock { get; } = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.FromHours(9)));

    public MemberHubDatabases Databases => services.GetRequiredService<MemberHubDatabases>();

    public Society Society { get; private set; } = null!;

    /// <summary>Removed with the database.</summary>
    public string Folder => Path.Combine(Path.GetTempPath(), name);

    /// <summary>SQLite only.</summary>
    public string File => Path.Combine(Folder, "memberhub.db");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Migrated, with nothing in it.</summary>
    public static async Task<PlainDatabase> CreateAsync()
    {
        var database = New();
        await database.services.GetRequiredService<Migrator>().RunAsync(Cancel);
        return database;
    }

    /// <summary>Migrated, with the society of the settings.</summary>
    public static async Task<PlainDatabase> CreateWithSocietyAsync()
    {
        var database = await CreateAsync();
        database.Society = await database.services.GetRequiredService<SocietySeed>().EnsureAsync(Cancel);
        return database;
    }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public async Task<PlainDatabase> CopyAsync()
    {
        var copy = New();
        copy.Society = Society;
        if (IsSqlite)
        {
            System.IO.File.Copy(File, copy.File);
        }
        else
        {
            await OnServerAsync($"CREATE DATABASE {copy.name} TEMPLATE {name}");
        }

        return copy;
    }

    public async Task<DbConnection> OpenAsync()
    {
        DbConnection connection = IsSqlite
            ? new SqliteConnection($"Data Source={File};Pooling=False")
            : new NpgsqlConnection($"{TestApp.PostgresServer};Database={name};Pooling=False");
        await connection.OpenAsync(Cancel);
        return connection;
    }

    /// <summary>Runs statements that the product would never run: foreign keys are off.</summary>
    public async Task DamageAsync(IEnumerable<string> statements)
    {
        await using var connection = await OpenAsync();
        await ExecuteAsync(connection, IsSqlite ? "PRAGMA foreign_keys=OFF" : "SET session_replication_role = replica");
        foreach (var statement in statements)
        {
            var rows = await ExecuteAsync(connection, statement);
            Assert.True(rows != 0 || statement.StartsWith("DROP", StringComparison.Ordinal), $"{statement} changed nothing");
        }
    }

    /// <summary>Runs a verb of the command line as Program does.</summary>
    public async Task<VerbAnswer> RunAsync(string verb, params string[] args)
    {
        using var results = new StringWriter();
        using var notes = new StringWriter();
        var type = services.GetServices<IVerb>().Single(item => item.Name == verb).GetType();
        var command = (IVerb)ActivatorUtilities.CreateInstance(services, type, new Terminal(results, notes));
        var exitCode = await command.RunAsync(args, Cancel);
        return new VerbAnswer(exitCode, results.ToString(), notes.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        if (!IsSqlite)
        {
            await OnServerAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        }

        Directory.Delete(Folder, recursive: true);
    }

    private static PlainDatabase New()
    {
        var database = new PlainDatabase($"memberhub_{Guid.NewGuid():N}");
        Directory.CreateDirectory(database.Folder);
        return database;
    }

    private static async Task OnServerAsync(string statement)
    {
        await using var server = new NpgsqlConnection($"{TestApp.PostgresServer};Database=postgres;Pooling=False");
        await server.OpenAsync(CancellationToken.None);
        await ExecuteAsync(server, statement);
    }

    private static async Task<int> ExecuteAsync(DbConnection connection, string statement)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        return await command.ExecuteNonQueryAsync(CancellationToken.None);
    }
}

/// <summary>What a verb answered: its exit code, stdout and stderr.</summary>
internal sealed record VerbAnswer(int ExitCode, string Results, string Notes);
