using System.Collections.Concurrent;
using System.Globalization;
using MemberHub.Domain.Payments;
using MemberHub.Tests.Crash;
using MemberHub.Tests.Support;

namespace MemberHub.Tests.Features.Payments.Reliability;

/// <summary>
/// R1: a real server gets the notifications of many orders over HTTP, each up to five times, shuffled, from eight senders at once. What was paid is
/// booked, and booked once.
/// </summary>
[Collection(nameof(Crash))]
public sealed class NotificationFloodTests
{
    private const int Seed = 20261123;
    private const int Senders = 8;
    private const int PerRound = 10;

    private static int Notifications => Length.Of(300, 10_000);

    [Fact]
    public async Task Repeated_and_shuffled_notifications_have_one_effect_each()
    {
        await using var database = await PlainDatabase.CreateWithSocietyAsync(pools: true);
        var society = new PayingSociety(database);
        var flood = await Flood.PrepareAsync(society, Notifications / PerRound);

        await flood.SendAsync(database, Guard.On);

        Assert.All(flood.Answers, answer => Assert.Equal("OK", answer));
        Assert.Empty(await flood.WrongSumsAsync(society));
        Assert.Empty(await society.FaultsAsync());
        Assert.Equal(["0"], await society.ListAsync("""SELECT CAST(COUNT(*) AS TEXT) FROM "GatewayMessages" WHERE "Outcome" IS NULL"""));
        Length.Tell($"R1: {flood.Distinct} notifications sent {flood.Answers.Count} times by {Senders} senders over HTTP, 0 double credits. ./test: 300, --long: 10000.");
    }

    [Fact]
    public async Task Without_lock_and_indexes_money_is_booked_twice()
    {
        await using var database = await PlainDatabase.CreateWithSocietyAsync(pools: true, guarded: false);
        var society = new PayingSociety(database);
        var flood = await Flood.PrepareAsync(society, 4);

        await flood.SendAsync(database, Guard.NoLocks);

        Assert.NotEmpty(await flood.WrongSumsAsync(society));
        Assert.NotEmpty(await society.FaultsAsync());
    }

    /// <summary>The notifications of six kinds of orders, ten for each round of them.</summary>
    private sealed class Flood
    {
        private readonly Dictionary<long, long> expected = [];
        private readonly List<byte[]> bodies = [];
        private readonly Random random = new(Seed);
        private int lastTracking;

        public int Distinct => bodies.Count;

        public ConcurrentBag<string> Answers { get; } = [];

        public static async Task<Flood> PrepareAsync(PayingSociety society, int rounds)
        {
            var flood = new Flood();
            var vouchers = await society.OrderAsync(await society.AddMembersAsync(rounds * 3), PaymentMethod.ConvenienceStore, HandOver);
            var cards = await society.OrderAsync(await society.AddMembersAsync(rounds * 2), PaymentMethod.Card, HandOver);
            foreach (var three in vouchers.Chunk(3))
            {
                flood.Add(three[0], 12_000, Reports.Issued, Deposit('P', 12_000, 12_000), Deposit('D', 12_000, 12_000));
                flood.Add(three[1], 24_000, Deposit('D', 12_000, 12_000), Deposit('D', 12_000, 24_000));
                flood.Add(three[2], 12_000, Reports.Expired, Deposit('D', 12_000, 12_000));
            }

            foreach (var two in cards.Chunk(2))
            {
                flood.Add(two[0], 12_000, Reports.CardPaid);
                flood.Add(two[1], 12_000, Reports.CardRefused, Reports.CardPaid);
            }

            return flood;
        }

        public async Task SendAsync(PlainDatabase database, Guard guard)
        {
            await using var server = MemberHubProcess.Start(database, guard);
            using var client = new HttpClient { BaseAddress = await server.AddressAsync(), Timeout = TimeSpan.FromMinutes(2) };
            var sendings = bodies.SelectMany(body => Enumerable.Repeat(body, random.Next(1, 6))).ToArray();
            if (guard == Guard.On)
            {
                random.Shuffle(sendings); // without guard the repetitions are to meet
            }

            await Parallel.ForEachAsync(sendings, new ParallelOptions { MaxDegreeOfParallelism = Senders }, async (body, _) => Answers.Add(await Reports.SendAsync(client, body) ?? "gone"));
        }

        /// <summary>Orders whose payments do not add up to what was paid.</summary>
        public async Task<IReadOnlyList<string>> WrongSumsAsync(PayingSociety society)
        {
            var sums = (await society.ListAsync("""SELECT "OrderId" || ' ' || SUM("Amount") FROM "Payments" GROUP BY "OrderId" """))
                .Select(row => row.Split(' ')).ToDictionary(row => long.Parse(row[0], CultureInfo.InvariantCulture), row => long.Parse(row[1], CultureInfo.InvariantCulture));
            return [.. expected.Where(order => sums.GetValueOrDefault(order.Key) != order.Value).Select(order => $"order {order.Key}: {sums.GetValueOrDefault(order.Key)}, not {order.Value}")];
        }

        private static void HandOver(PaymentOrder order, DateTime nowUtc) => order.HandOver(nowUtc, "", canInquire: false);

        private static Func<string, string, long, byte[]> Deposit(char type, long amount, long cumulative) =>
            (reference, tracking, _) => Reports.Deposit(reference, tracking, type, amount, cumulative);

        private void Add(PaymentOrder order, long money, params Func<string, string, long, byte[]>[] reports)
        {
            var tracking = (++lastTracking).ToString("D14", CultureInfo.InvariantCulture);
            expected[order.Id] = money;
            bodies.AddRange(reports.Select(report => report(order.Reference, tracking, PayingSociety.Dues)));
        }
    }
}
