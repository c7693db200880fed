using System.Collections.Concurrent;
using MemberHub.Domain;
using MemberHub.Domain.Payments;
using MemberHub.Features.Payments;
using MemberHub.Platform.Gateways;
using MemberHub.Tests.Support;

namespace MemberHub.Tests.Features.Payments.Reliability;

/// <summary>R2: whatever happens to an order in whatever order, product and reference model end alike, and no event was recorded that its state forbids.</summary>
public sealed class OrderSequenceTests
{
    private const int Longest = 6;
    private const int Seed = 20261123;

    private static readonly PaymentEventKind[] Online =
    [
        PaymentEventKind.HandedOver, PaymentEventKind.OutcomeUnknown, PaymentEventKind.Settled, PaymentEventKind.SettlementUndone, PaymentEventKind.Failed,
        PaymentEventKind.Cancelled, PaymentEventKind.Expired,
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(PaymentMethod.Card)]
    [InlineData(PaymentMethod.ConvenienceStore)]
    [InlineData(PaymentMethod.BankTransfer)]
    [InlineData(PaymentMethod.PaymentSlip)]
    [Trait("Runs", "Once")]
    public void Every_sequence_of_six_events_ends_as_the_model_says(PaymentMethod method)
    {
        var kinds = KindsOf(method);
        var wrong = new ConcurrentBag<string>();
        Parallel.For(0, (int)Math.Pow(kinds.Length, Longest), number =>
        {
            var sequence = Enumerable.Range(0, Longest).Select(place => kinds[number / (int)Math.Pow(kinds.Length, place) % kinds.Length]);
            if (FaultOf(method, sequence) is { } fault)
            {
                wrong.Add(fault);
            }
        });

        Assert.Empty(wrong.Take(5));
    }

    [Fact]
    public void A_model_that_forgets_a_rule_is_seen()
    {
        var order = NewOrder(PaymentMethod.Card);
        var model = new OrderModel(PaymentMethod.Card);
        order.Record(PaymentEventKind.Failed, DateTime.UnixEpoch);
        order.Record(PaymentEventKind.Settled, DateTime.UnixEpoch);
        model.Happens(PaymentEventKind.Failed);

        Assert.NotEqual(order.State.ToString(), model.State);
    }

    [Fact]
    public async Task Every_order_of_reports_leaves_state_and_money_as_the_model_says()
    {
        await using var database = await PlainDatabase.CreateWithSocietyAsync(pools: true);
        var society = new PayingSociety(database);
        var random = new Random(Seed);

        var count = await RunAsync(database, society, PaymentMethod.ConvenienceStore, "SbPayment", Chosen(Permutations(Vouchers), random, 100));
        count += await RunAsync(database, society, PaymentMethod.ConvenienceStore, "SbPayment", Generated(Vouchers, random));
        count += await RunAsync(database, society, PaymentMethod.Card, "SbPayment", Chosen(Permutations(Cards), random, 40));
        count += await RunAsync(database, society, PaymentMethod.Card, "SbPayment", Generated(Cards, random));
        count += await RunAsync(database, society, PaymentMethod.Card, "Stripe", Chosen(Permutations(Cards), random, 40));
        count += await RunAsync(database, society, PaymentMethod.Card, "Stripe", Generated(Cards, random));

        Assert.Empty(await society.FaultsAsync());
        Length.Tell($"R2: {count} sequences of reports applied to the database; all sequences of {Longest} events per method in memory. ./test: a part, --long: every permutation.");
    }

    [Fact]
    public async Task An_event_that_its_state_forbids_is_found_by_the_ledgers_check()
    {
        await using var database = await PlainDatabase.CreateWithSocietyAsync(pools: true);
        var society = new PayingSociety(database);
        await society.OrderAsync(await society.AddMembersAsync(1), PaymentMethod.ConvenienceStore, (order, now) => order.Issue(new Voucher(), now, ""));
        await database.DamageAsync(["""UPDATE "PaymentEvents" SET "Kind" = 'OutcomeUnknown' WHERE "Sequence" = 2"""]);

        Assert.Contains(await society.FaultsAsync(), fault => fault.StartsWith("events-follow-the-rules", StringComparison.Ordinal));
    }

    // What SB Payment Service may say about a voucher, and what of it is money in all.
    private static GatewayReport[] Vouchers =>
    [
        Report("issued", GatewayReportKind.Issued) with { Voucher = new Voucher() },
        Report("P", GatewayReportKind.PreliminaryDeposit),
        Report("T", GatewayReportKind.PreliminaryTakenBack),
        Report("D1", GatewayReportKind.Paid) with { Cumulative = new Yen(12_000) },
        Report("D2", GatewayReportKind.Paid) with { Cumulative = new Yen(24_000) },
        Report("CN", GatewayReportKind.Expired),
    ];

    private static GatewayReport[] Cards =>
    [
        Report("OK", GatewayReportKind.Paid),
        Report("OK2", GatewayReportKind.Paid) with { Amount = new Yen(11_000) },
        Report("OK3", GatewayReportKind.Paid),
        Report("NG", GatewayReportKind.Failed),
        Report("closed", GatewayReportKind.Expired),
    ];

    private static PaymentEventKind[] KindsOf(PaymentMethod method) => method switch
    {
        PaymentMethod.Card => Online,
        PaymentMethod.ConvenienceStore => [.. Online, PaymentEventKind.VoucherIssued, PaymentEventKind.PreliminaryDeposit, PaymentEventKind.PreliminaryTakenBack],
        PaymentMethod.BankTransfer => [PaymentEventKind.InvoiceIssued, PaymentEventKind.Settled, PaymentEventKind.SettlementUndone, PaymentEventKind.Cancelled, PaymentEventKind.SlipSent],
        _ =>
        [
            PaymentEventKind.SlipRequested, PaymentEventKind.SlipApproved, PaymentEventKind.SlipRejected, PaymentEventKind.SlipPrinted,
            PaymentEventKind.SlipSent, PaymentEventKind.SlipReturned, PaymentEventKind.Settled, PaymentEventKind.SettlementUndone, PaymentEventKind.Cancelled,
        ],
    };

    private static string? FaultOf(PaymentMethod method, IEnumerable<PaymentEventKind> sequence)
    {
        var (order, model, past) = (NewOrder(method), new OrderModel(method), "");
        foreach (var kind in sequence)
        {
            past += $" {kind}";
            var (recorded, expected) = (order.Record(kind, DateTime.UnixEpoch), model.Happens(kind));
            if (recorded != expected || order.State.ToString() != model.State || order.Lines[0].ClosedUtc is null != order.State.IsLive())
            {
                return $"{past}: {order.State}, not {model.State}";
            }
        }

        return null;
    }

    private static PaymentOrder NewOrder(PaymentMethod method) => new(1, method, "", DateTime.UnixEpoch, [(1, new Yen(PayingSociety.Dues))]);

    private static GatewayReport Report(string name, GatewayReportKind kind) => new()
    {
        EffectKey = name,
        Reference = "",
        Kind = kind,
        Transaction = "t1",
        Amount = new Yen(PayingSociety.Dues),
        OccurredUtc = new DateTime(2026, 11, 22, 3, 0, 0, DateTimeKind.Utc),
    };

    /// <summary>All orders of all subsets.</summary>
    private static IEnumerable<GatewayReport[]> Permutations(GatewayReport[] reports) =>
        reports.SelectMany(first => Permutations([.. reports.Where(other => other != first)]).Prepend([]).Select(rest => (GatewayReport[])[first, .. rest]));

    private static IEnumerable<GatewayReport[]> Chosen(IEnumerable<GatewayReport[]> all, Random random, int inShort)
    {
        var shuffled = all.ToArray();
        random.Shuffle(shuffled);
        return shuffled.Take(Length.Of(inShort, int.MaxValue));
    }

    /// <summary>Longer ones, with repetitions.</summary>
    private static IEnumerable<GatewayReport[]> Generated(GatewayReport[] reports, Random random) =>
        [.. Enumerable.Range(0, Length.Of(20, 400)).Select(_ => Enumerable.Range(0, random.Next(4, 16)).Select(_ => reports[random.Next(reports.Length)]).ToArray())];

    private static async Task<int> RunAsync(PlainDatabase database, PayingSociety society, PaymentMethod method, string name, IEnumerable<GatewayReport[]> sequences)
    {
        var all = sequences.ToList();
        var gateway = database.Get<PaymentGateways>().Find(name)!;
        var orders = await society.OrderAsync(await society.AddMembersAsync(all.Count), method, (order, now) => order.HandOver(now, "", canInquire: false), name);
        var models = new ConcurrentDictionary<long, (MoneyModel Model, string Sequence)>();
        await Parallel.ForEachAsync(orders.Zip(all), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (pair, _) =>
        {
            var model = new MoneyModel(method, gateway.Abilities.RefusalVoidsCard);
            model.HandOver();
            foreach (var report in pair.Second)
            {
                var own = report with { Reference = pair.First.Reference, EffectKey = $"{pair.First.Reference}:{report.EffectKey}" };
                await database.Get<GatewayReports>().ApplyAsync(gateway, own, null, Cancel);
                model.Reported(own);
            }

            models[pair.First.Id] = (model, string.Join(' ', pair.Second.Select(report => report.EffectKey)));
        });
        await CompareAsync(society, models);
        return all.Count;
    }

    private static async Task CompareAsync(PayingSociety society, IReadOnlyDictionary<long, (MoneyModel Model, string Sequence)> models)
    {
        var money = (await society.ListAsync("""
            SELECT o."Id" || ':' || COALESCE((SELECT SUM(p."Amount") FROM "Payments" p WHERE p."OrderId" = o."Id"), 0) || ' ' ||
              COALESCE((SELECT SUM(a."Amount") FROM "Payments" p JOIN "Allocations" a ON a."PaymentId" = p."Id" WHERE p."OrderId" = o."Id"), 0)
            FROM "PaymentOrders" o
            """)).Select(row => row.Split(':')).ToDictionary(row => row[0], row => row[1]);
        var kinds = (await society.ListAsync("""SELECT "OrderId" || ':' || "Kind" FROM "PaymentEvents" ORDER BY "OrderId", "Sequence" """))
            .Select(row => row.Split(':')).ToLookup(row => row[0], row => Enum.Parse<PaymentEventKind>(row[1]));
        Assert.Empty(models.Select(pair => (Key: $"{pair.Key}", pair.Value.Model, pair.Value.Sequence))
            .Select(item => (item.Sequence, Product: $"{OrderStates.Of(kinds[item.Key])} {money[item.Key]}", item.Model.Summary))
            .Where(item => item.Product != item.Summary).Select(item => $"{item.Sequence}: {item.Product}, not {item.Summary}").Take(5));
    }
}
