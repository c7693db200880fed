using System.Data.Common;
using MemberHub.Components;
using MemberHub.Data;
using MemberHub.Domain.Societies;
using MemberHub.Features.Accounts;
using MemberHub.Features.Audit;
using MemberHub.Features.Backup;
using MemberHub.Features.Billing;
using MemberHub.Features.Documents;
using MemberHub.Features.Invoicing;
using MemberHub.Features.Ledger;
using MemberHub.Features.Members;
using MemberHub.Features.Outbox;
using MemberHub.Features.Payments;
using MemberHub.Features.Reconciliation;
using MemberHub.Features.Withdrawal;
using MemberHub.Papers;
using MemberHub.Platform.Commands;
using MemberHub.Platform.Gateways;
using MemberHub.Platform.Jobs;
using MemberHub.Platform.Mail;
using MemberHub.Platform.Pdf;
using MemberHub.Tests.Crash;
using MemberHub.Tests.Gateways.StandIns;
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
    private readonly WebApplication app;

    private PlainDatabase(string name, bool pools, bool guarded, IReadOnlyDictionary<string, string>? settings = null)
    {
        this.name = name;
        Directory.CreateDirectory(Folder);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, EnvironmentName = "Testing" });
        builder.Configuration.AddInMemoryCollection([
            new("Database:Provider", Provider),
            new("ConnectionStrings:MemberHub", pools ? ConnectionString : ConnectionString + ";Pooling=False"),
            .. GatewaySettings.Select(pair => new KeyValuePair<string, string?>(pair.Key, pair.Value)),
        ]);
        builder.Configuration.AddInMemoryCollection((settings ?? new Dictionary<string, string>()).Select(pair => new KeyValuePair<string, string?>(pair.Key, pair.Value)));
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.AddMemberHubData();
        builder.AddMemberHubComponents();
        builder.Services.AddPdf(builder.Configuration);
        builder.Services.AddPapers();
        builder.AddJobs();
        builder.AddMail();
        builder.AddGateways();
        builder.AddOutbox();
        builder.AddPayments();
        builder.AddDocuments();
        builder.AddInvoicing();
        builder.AddBilling();
        builder.AddReconciliation();
        builder.AddMembers();
        builder.AddWithdrawal();
        builder.AddLedger();
        builder.AddAccounts();
        builder.AddAudit();
        builder.AddBackup();
        if (!guarded)
        {
            builder.Services.ConfigureDbContext<SqliteMemberHubDbContext>(options => options.AddInterceptors(new CutTransactions()));
            builder.Services.ConfigureDbContext<PostgresMemberHubDbContext>(options => options.AddInterceptors(new CutTransactions()));
        }

        app = builder.Build();
    }

    /// <summary>SB Payment Service and Stripe under a contract that exists in these tests only.</summary>
    public static IReadOnlyDictionary<string, string> GatewaySettings { get; } = new Dictionary<string, string>
    {
        ["PublicUrl"] = "https://member.example.jp",
        ["Payments:Methods:Card"] = "SbPayment",
        ["Payments:Methods:ConvenienceStore"] = "SbPayment",
        ["Gateways:SbPayment:MerchantId"] = SbPaymentStandIn.Merchant,
        ["Gateways:SbPayment:ServiceId"] = SbPaymentStandIn.Service,
        ["Gateways:SbPayment:HashKey"] = SbPaymentStandIn.Key,
        ["Gateways:SbPayment:RequestUrl"] = "https://sbpayment.example.jp/f01/FepBuyInfoReceive.do",
        ["Gateways:Stripe:SecretKey"] = "sk_test_0123456789abcdefghijklmn",
        ["Gateways:Stripe:WebhookSecrets:0"] = "whsec_0123456789abcdefghijklmn",
    };

    public static string Provider => IsSqlite ? "Sqlite" : "Postgres";

    public string ConnectionString => IsSqlite ? $"Data Source={File}" : $"{TestApp.PostgresServer};Database={name};Maximum Pool Size=40";

    // What stands behind the lock: each of them alone would stop a second effect.
    private static readonly string[] UniqueIndexes =
    [
        "IX_PaymentEvents_OrderId_Sequence", "IX_PaymentEvents_SocietyId_EffectKey", "IX_Payments_SocietyId_EffectKey", "IX_PaymentTasks_SocietyId_Key",
        "IX_PaymentOrders_SocietyId_RequestKey", "IX_PaymentOrderLines_OneLiveOrderPerCharge",
    ];

    public static bool IsSqlite => TestApp.PostgresServer is null;

    public FixedClock Clock { get; } = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.FromHours(9)));

    public MemberHubDatabases Databases => app.Services.GetRequiredService<MemberHubDatabases>();

    public Society Society { get; private set; } = null!;

    /// <summary>Removed with the database.</summary>
    public string Folder => Path.Combine(Path.GetTempPath(), name);

    /// <summary>SQLite only.</summary>
    public string File => Path.Combine(Folder, "memberhub.db");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Migrated, with nothing in it.</summary>
    public static async Task<PlainDatabase> CreateAsync(bool pools = false, bool guarded = true, IReadOnlyDictionary<string, string>? settings = null)
    {
        var database = new PlainDatabase(NewName(), pools, guarded, settings);
        if (IsSqlite)
        {
            MigratedTemplate.CopyToFile(database.File);
        }
        else
        {
            MigratedTemplate.CopyToDatabase(database.name);
        }

        await database.Get<Migrator>().RunAsync(Cancel);
        return database;
    }

    /// <summary>PostgreSQL only: without any table.</summary>
    public static async Task<PlainDatabase> CreateEmptyAsync()
    {
        var database = new PlainDatabase(NewName(), pools: false, guarded: true);
        MigratedTemplate.OnServer($"CREATE DATABASE {database.name}");
        return database;
    }

    /// <summary>Migrated, with the society of the settings.</summary>
    /// <param name="pools">Keeps connections open, as a server does.</param>
    /// <param name="guarded">False: locks have no effect and the unique indexes are gone. The negative control.</param>
    /// <param name="settings">Added to those of every such database; the later counts.</param>
    public static async Task<PlainDatabase> CreateWithSocietyAsync(bool pools = false, bool guarded = true, IReadOnlyDictionary<string, string>? settings = null)
    {
        var database = await CreateAsync(pools, guarded, settings);
        database.Society = await database.Get<SocietySeed>().EnsureAsync(Cancel);
        if (!guarded)
        {
            await database.DamageAsync(UniqueIndexes.Select(index => $"DROP INDEX \"{index}\""));
        }

        return database;
    }

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public async Task<PlainDatabase> CopyAsync()
    {
        var copy = new PlainDatabase(NewName(), pools: false, guarded: true);
        copy.Society = Society;
        if (IsSqlite)
        {
            System.IO.File.Copy(File, copy.File);
        }
        else
        {
            MigratedTemplate.OnServer($"CREATE DATABASE {copy.name} TEMPLATE {name}");
        }

        return copy;
    }

    public async Task<DbConnection> OpenAsync()
    {
        DbConnection connection = IsSqlite
            ? new SqliteConnection(ConnectionString + ";Pooling=False")
            : new NpgsqlConnection(ConnectionString + ";Pooling=False");
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
        var type = app.Services.GetServices<IVerb>().Single(item => item.Name == verb).GetType();
        var command = (IVerb)ActivatorUtilities.CreateInstance(app.Services, type, new Terminal(results, notes));
        var exitCode = await command.RunAsync(args, Cancel);
        return new VerbAnswer(exitCode, results.ToString(), notes.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        if (!IsSqlite)
        {
            MigratedTemplate.Drop(name);
        }

        Directory.Delete(Folder, recursive: true);
    }

    private static string NewName() => $"memberhub_{Guid.NewGuid():N}";

    private static async Task<int> ExecuteAsync(DbConnection connection, string statement)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        return await command.ExecuteNonQueryAsync(CancellationToken.None);
    }
}

/// <summary>What a verb answered: its exit code, stdout and stderr.</summary>
internal sealed record VerbAnswer(int ExitCode, string Results, string Notes);
