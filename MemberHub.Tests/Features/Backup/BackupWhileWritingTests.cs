using System.Collections.Concurrent;
using MemberHub.Domain.Payments;
using MemberHub.Features.Payments;
using MemberHub.Platform.Gateways;
using MemberHub.Tests.Crash;
using MemberHub.Tests.Features.Payments.Reliability;
using MemberHub.Tests.Support;
using Microsoft.Data.Sqlite;

namespace MemberHub.Tests.Features.Backup;

/// <summary>R5: backups taken while orders are begun and paid. Every one of them restores and is sound.</summary>
public sealed class BackupWhileWritingTests
{
    private const string Orders = """SELECT CAST(COUNT(*) AS TEXT) FROM "PaymentOrders" """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_backup_taken_while_writing_restores_and_is_sound()
    {
        Assert.SkipUnless(PlainDatabase.IsSqlite, "SQLite only: PostgreSQL is backed up by pg_dump.");
        await using var database = await PlainDatabase.CreateWithSocietyAsync(pools: true);
        using var writer = await Writer.StartAsync(database);
        var sizes = new List<int>();
        for (var i = 0; i < Length.Of(4, 50); i++)
        {
            await writer.UntilMoreAsync();
            var told = writer.Acknowledged.ToArray();
            var file = Path.Combine(database.Folder, $"backup-{i}.db");
            Assert.Equal(0, (await database.RunAsync("backup", "--to", file)).ExitCode);
            sizes.Add(await AssertSoundAsync(file, told));
        }

        await writer.StopAsync();
        Assert.Equal(sizes.Order().Distinct(), sizes);
        Length.Tell($"R5: {sizes.Count} backups while writing, with {string.Join(", ", sizes)} orders; every one restored, sound, ledger clean. ./test: 4, --long: 50.");
    }

    /// <summary>While somebody reads, SQLite leaves what was written since in the log beside the file.</summary>
    [Fact]
    public async Task A_plain_copy_of_the_file_lacks_what_was_told()
    {
        Assert.SkipUnless(PlainDatabase.IsSqlite, "SQLite only.");
        await using var database = await PlainDatabase.CreateWithSocietyAsync(pools: true);
        await using var reader = await database.OpenAsync();
        Assert.Equal(["0"], await reader.ListAsync($"BEGIN; {Orders}", row => row.GetString(0)));
        using var writer = await Writer.StartAsync(database);
        await writer.UntilMoreAsync();
        await writer.StopAsync();
        await using (var checkpointer = await database.OpenAsync())
        {
            Assert.Equal([0L], await checkpointer.ListAsync("PRAGMA wal_checkpoint(PASSIVE)", row => row.GetInt64(0)));
        }

        var file = Path.Combine(database.Folder, "copy.db");
        File.Copy(database.File, file);

        await using var copy = new SqliteConnection($"Data Source={file};Pooling=False");
        await copy.OpenAsync(Cancel);
        Assert.NotEmpty(await copy.ListAsync("""SELECT 'order' FROM "sqlite_master" WHERE NOT EXISTS (SELECT 1 FROM "PaymentOrders") LIMIT 1""", row => row.GetString(0)));
    }

    private static async Task<int> AssertSoundAsync(string file, IEnumerable<string> told)
    {
        await using var place = await PlainDatabase.CreateAsync();
        var restored = await place.RunAsync("restore", "--from", file);
        Assert.True(restored.ExitCode == 0, restored.Notes);
        var ledger = await place.RunAsync("verify-ledger");
        Assert.True(ledger.ExitCode == 0, ledger.Results);
        await using var connection = await place.OpenAsync();
        Assert.Equal(["ok"], await connection.ListAsync("PRAGMA integrity_check", row => row.GetString(0)));
        var paid = await connection.ListAsync("""SELECT o."Reference" FROM "PaymentOrders" o JOIN "Payments" p ON p."OrderId" = o."Id" """, row => row.GetString(0));
        Assert.Empty(told.Except(paid));
        return int.Parse((await connection.ListAsync(Orders, row => row.GetString(0))).Single(), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Begins and pays one order after the other until it is stopped.</summary>
    private sealed class Writer(PlainDatabase database) : IDisposable
    {
        private readonly CancellationTokenSource stop = new();
        private Task work = Task.CompletedTask;

        /// <summary>The orders whose payment was acknowledged.</summary>
        public ConcurrentQueue<string> Acknowledged { get; } = [];

        public static async Task<Writer> StartAsync(PlainDatabase database)
        {
            var writer = new Writer(database);
            var members = await new PayingSociety(database).AddMembersAsync(Length.Of(400, 5_000));
            writer.work = Task.Run(() => writer.WorkAsync(members), Cancel);
            return writer;
        }

        public async Task UntilMoreAsync()
        {
            for (var before = Acknowledged.Count; Acknowledged.Count < before + 3 && !work.IsCompleted;)
            {
                await Task.Delay(5, Cancel);
            }
        }

        public async Task StopAsync()
        {
            await stop.CancelAsync();
            await work;
        }

        public void Dispose() => stop.Dispose();

        private async Task WorkAsync(IReadOnlyList<Debtor> members)
        {
            var gateway = database.Get<PaymentGateways>().Find("SbPayment")!;
            foreach (var member in members.TakeWhile(_ => !stop.IsCancellationRequested))
            {
                var form = new StartOrderForm { Method = PaymentMethod.Card, RequestKey = Guid.NewGuid().ToString("N"), ShownTotal = PayingSociety.Dues };
                var reference = (await database.Get<StartOrder>().RunAsync(member.Actor, form, Cancel)).OrThrow();
                await database.Get<GatewayReports>().ApplyAsync(gateway, Paid(reference), null, Cancel);
                Acknowledged.Enqueue(reference);
            }
        }

        private static GatewayReport Paid(string reference) => new()
        {
            EffectKey = reference,
            Reference = reference,
            Kind = GatewayReportKind.Paid,
            Amount = new(PayingSociety.Dues),
            OccurredUtc = new DateTime(2026, 11, 22, 3, 0, 0, DateTimeKind.Utc),
        };
    }
}
