using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using MemberHub.Data.Ledger.Checks;
using MemberHub.Domain.Payments;
using MemberHub.Platform.Security;
using MemberHub.Tests.Features.Payments.Reliability;
using MemberHub.Tests.Support;

namespace MemberHub.Tests.Crash;

/// <summary>
/// A server to which a gateway reports from several senders while members issue and cancel invoices. The senders log what was acknowledged, and send
/// again what was not, as gateways do. Nobody else holds the database while the server lives, so that the next start has to recover it.
/// </summary>
internal sealed class PayScene : IAsyncDisposable
{
    private const int Senders = 4;
    private const int Members = 3;
    private const int OrdersPerKill = 40;
    private const int LongestWorkInMs = 600;

    private readonly PlainDatabase database;
    private readonly bool guarded;
    private readonly ConcurrentQueue<(string? Money, byte[] Body)> toSend = [];
    private readonly ConcurrentDictionary<string, bool> told = [];
    private readonly List<Payer> payers = [];
    private int acknowledged;
    private int cutOff;

    private PayScene(PlainDatabase database, bool guarded) => (this.database, this.guarded) = (database, guarded);

    /// <summary>Answers that nobody should have got.</summary>
    public ConcurrentQueue<string> Complaints { get; } = [];

    /// <summary>Notifications that were answered OK.</summary>
    public int Acknowledged => acknowledged;

    /// <summary>Notifications that got no answer because the server was killed.</summary>
    public int CutOff => cutOff;

    public int Presses => payers.Sum(payer => payer.Turns);

    public TimeSpan CleanStart { get; private set; }

    /// <summary>How long each start after a kill took until /readyz said yes.</summary>
    public List<TimeSpan> AfterKill { get; } = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<PayScene> PrepareAsync(int kills, bool guarded)
    {
        var database = await PlainDatabase.CreateWithSocietyAsync();
        var scene = new PayScene(database, guarded);
        var society = new PayingSociety(database);
        var orders = await society.OrderAsync(
            await society.AddMembersAsync(kills * OrdersPerKill), PaymentMethod.ConvenienceStore, (order, now) => order.HandOver(now, "", canInquire: false));
        foreach (var (order, i) in orders.Select((order, i) => (order, i)))
        {
            scene.Plan(order.Reference, i.ToString("D14", CultureInfo.InvariantCulture));
        }

        foreach (var member in await society.AddMembersAsync(Members))
        {
            scene.payers.Add(new Payer(await scene.SignInAsync(member.Actor.AccountId)));
        }

        for (var start = 0; start < 2; start++)
        {
            await using var server = MemberHubProcess.Start(database, Guard.On);
            scene.CleanStart = await ReadyAsync(server);
        }

        return scene;
    }

    /// <summary>Starts the server, lets everybody work for a while and kills it.</summary>
    public async Task KillAsync(Random random)
    {
        await using var server = MemberHubProcess.Start(database, guarded ? Guard.On : Guard.NoTransactions);
        AfterKill.Add(await ReadyAsync(server));
        var address = await server.AddressAsync();
        var before = acknowledged;
        var work = WorkAsync(address, int.MaxValue);
        for (var patience = Stopwatch.StartNew(); acknowledged < before + 3 && patience.Elapsed < TimeSpan.FromSeconds(30);)
        {
            await Task.Delay(1, Cancel);
        }

        await Task.Delay(random.Next(LongestWorkInMs), Cancel);
        await server.KillAsync();
        await work;
    }

    /// <summary>Starts the server once more and sends a last round, so that what a kill cut off is seen to go on.</summary>
    public async Task FinishAsync()
    {
        await using var server = MemberHubProcess.Start(database, Guard.On);
        AfterKill.Add(await ReadyAsync(server));
        await WorkAsync(await server.AddressAsync(), 20);
    }

    /// <summary>What is wrong with the ledger, and what was acknowledged and is not there.</summary>
    public async Task<IReadOnlyList<string>> FaultsAsync()
    {
        await using var connection = await database.OpenAsync();
        var kept = (await connection.ListAsync(
            """SELECT o."Reference" FROM "PaymentOrders" o JOIN "Payments" p ON p."OrderId" = o."Id" """, row => row.GetString(0))).ToHashSet();
        var documents = (await connection.ListAsync(
            """SELECT "Number" || CASE WHEN "VoidedUtc" IS NULL THEN '' ELSE ' void' END FROM "IssuedDocuments" """, row => row.GetString(0))).ToHashSet();
        return
        [
            .. (await LedgerCheck.RunAsync(connection, Cancel)).Where(result => !result.Holds).Select(result => $"{result.Name}: {string.Join(", ", result.Examples)}"),
            .. told.Keys.Where(reference => !kept.Contains(reference)).Select(reference => $"money for {reference} was acknowledged and is lost"),
            .. payers.SelectMany(payer => payer.Issued).Where(number => !documents.Contains(number) && !documents.Contains(number + " void")).Select(number => $"{number} was told and is lost"),
            .. payers.SelectMany(payer => payer.Cancelled).Where(number => !documents.Contains(number + " void")).Select(number => $"{number} was cancelled and counts"),
            .. payers.SelectMany(payer => payer.Complaints),
        ];
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private static async Task<TimeSpan> ReadyAsync(MemberHubProcess server)
    {
        var watch = Stopwatch.StartNew();
        using var client = new HttpClient { BaseAddress = await server.AddressAsync() };
        while (!(await client.GetAsync("/readyz", Cancel)).IsSuccessStatusCode)
        {
            await Task.Delay(10, Cancel);
        }

        return watch.Elapsed;
    }

    private void Plan(string reference, string tracking)
    {
        // Voucher and preliminary report have no effect of their own when the money overtakes them; the money always has.
        toSend.Enqueue((null, Reports.Issued(reference, tracking, PayingSociety.Dues)));
        toSend.Enqueue((null, Reports.Deposit(reference, tracking, 'P', PayingSociety.Dues, PayingSociety.Dues)));
        toSend.Enqueue((reference, Reports.Deposit(reference, tracking, 'D', PayingSociety.Dues, PayingSociety.Dues)));
    }

    private Task WorkAsync(Uri address, int most) => Task.WhenAll(
    [
        .. Enumerable.Range(0, Senders).Select(_ => Task.Run(() => SendAsync(address, most), Cancel)),
        .. payers.Select(payer => Task.Run(() => payer.WorkAsync(address, most), Cancel)),
    ]);

    private async Task SendAsync(Uri address, int most)
    {
        using var client = new HttpClient { BaseAddress = address };
        for (var sent = 0; sent < most && toSend.TryDequeue(out var next); sent++)
        {
            switch (await Reports.SendAsync(client, next.Body))
            {
                case "OK":
                    Interlocked.Increment(ref acknowledged);
                    if (next.Money is { } reference)
                    {
                        told[reference] = true;
                    }

                    break;
                case null:
                    Interlocked.Increment(ref cutOff);
                    toSend.Enqueue(next);
                    return;
                case var answer:
                    Complaints.Enqueue(answer);
                    break;
            }
        }
    }

    private async Task<string> SignInAsync(long accountId)
    {
        await using var connection = await database.OpenAsync();
        var token = SecretToken.Create();
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        await connection.ExecuteAsync(
            """
            INSERT INTO "AccountSessions" ("AccountId", "TokenHash", "IsPersistent", "UserAgent", "CreatedUtc", "ExpiresUtc")
            VALUES (@account, @hash, @persistent, 'test', @now, @expires)
            """,
            ("@account", accountId), ("@hash", token.Hash), ("@persistent", true), ("@now", now), ("@expires", now.AddDays(1)));
        return token.Text;
    }
}
