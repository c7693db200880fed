using MemberHub.Domain;
using MemberHub.Domain.Payments;
using MemberHub.Features.Payments;
using MemberHub.Tests.Support;

namespace MemberHub.Tests.Features.Payments.Reliability;

/// <summary>R3 and R16: presses that meet. Run through the use case, so that nothing but the database can keep them apart.</summary>
public sealed class SamePressTests
{
    private const int Presses = 10;
    private const int Tabs = 10;
    private const int PressesOfATab = 5;
    private const int Rounds = 10;

    // More at once would only queue for connections.
    private static readonly ParallelOptions Few = new() { MaxDegreeOfParallelism = 3 };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Asvs("2.3.4")]
    public async Task The_same_request_key_has_one_effect()
    {
        await using var database = await PlainDatabase.CreateWithSocietyAsync(pools: true);
        var society = new PayingSociety(database);
        var payers = await society.AddMembersAsync(Length.Of(40, 1_000));

        Assert.Empty(await PressAsync(database, payers, keys: 1, Presses));

        Assert.Empty(await ManyOrdersAsync(society));
        Assert.Equal([$"{payers.Count} {payers.Count}"], await society.ListAsync(
            """SELECT (SELECT COUNT(*) FROM "PaymentOrders") || ' ' || (SELECT COUNT(*) FROM "AuditEntries" WHERE "Action" = 'StartOrder')"""));
        Assert.Empty(await society.FaultsAsync());
        Length.Tell($"R3: {payers.Count} request keys, each {Presses} times in parallel, one effect each. ./test: 40, --long: 1000.");
    }

    [Fact]
    public async Task Fifty_presses_in_ten_tabs_make_one_order()
    {
        await using var database = await PlainDatabase.CreateWithSocietyAsync(pools: true);
        var society = new PayingSociety(database);
        var payers = await society.AddMembersAsync(Length.Of(5, 50));

        Assert.Empty(await PressAsync(database, payers, Tabs, PressesOfATab));

        Assert.Empty(await ManyOrdersAsync(society));
        Assert.Equal([$"{payers.Count}"], await society.ListAsync("""SELECT CAST(COUNT(*) AS TEXT) FROM "PaymentOrders" """));
        Assert.Empty(await society.FaultsAsync());
        Length.Tell($"R16: {payers.Count} members with {Tabs} tabs and {Tabs * PressesOfATab} simultaneous presses each, one order each. ./test: 5, --long: 50.");
    }

    [Theory]
    [InlineData(1, Presses)]
    [InlineData(Tabs, PressesOfATab)]
    public async Task Without_lock_and_indexes_there_are_more(int keys, int presses)
    {
        await using var database = await PlainDatabase.CreateWithSocietyAsync(pools: true, guarded: false);
        var society = new PayingSociety(database);

        // On a loaded machine presses may happen not to meet; then others are tried.
        for (var round = 0; round < Rounds && (await ManyOrdersAsync(society)).Count == 0; round++)
        {
            await PressAsync(database, await society.AddMembersAsync(3), keys, presses);
        }

        Assert.NotEmpty(await ManyOrdersAsync(society));
        Assert.NotEmpty(await society.FaultsAsync());
    }

    /// <summary>Presses the button of each payer in so many tabs at once; answers what no member should be told.</summary>
    private static async Task<IReadOnlyList<string>> PressAsync(PlainDatabase database, IReadOnlyList<Debtor> payers, int keys, int presses)
    {
        var start = database.Get<StartOrder>();
        var complaints = new System.Collections.Concurrent.ConcurrentBag<string>();
        await Parallel.ForEachAsync(payers, Few, async (payer, _) =>
        {
            var forms = Enumerable.Range(0, keys).SelectMany(_ => Enumerable.Repeat(NewForm(), presses));
            var answers = await Task.WhenAll(forms.Select(form => Task.Run(() => start.RunAsync(payer.Actor, form, Cancel), Cancel)));
            var told = answers.Where(answer => answer.Succeeded).Select(answer => answer.Value!).Distinct().Count();
            if (told != 1)
            {
                complaints.Add($"{told} references");
            }

            foreach (var refusal in answers.Select(answer => answer.Refusal).OfType<Refusal>().Where(refusal => keys == 1 || refusal is not AlreadyBeingPaid))
            {
                complaints.Add(refusal.ToString());
            }
        });
        return [.. complaints];
    }

    private static StartOrderForm NewForm() => new() { Method = PaymentMethod.Card, RequestKey = Guid.NewGuid().ToString("N"), ShownTotal = PayingSociety.Dues };

    private static Task<IReadOnlyList<string>> ManyOrdersAsync(PayingSociety society) =>
        society.ListAsync("""SELECT 'member ' || "MemberId" FROM "PaymentOrders" GROUP BY "MemberId" HAVING COUNT(*) > 1""");
}
