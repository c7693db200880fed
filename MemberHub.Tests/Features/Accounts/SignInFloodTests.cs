using System.Diagnostics;
using System.Globalization;
using MemberHub.Data.Accounts;
using MemberHub.Features.Accounts;
using MemberHub.Platform.Security;
using MemberHub.Tests.Features.Payments.Reliability;
using MemberHub.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Accounts;

/// <summary>R8: passwords tried over many accounts from many networks, by somebody who computes nothing.</summary>
public sealed class SignInFloodTests : IAsyncDisposable
{
    private const int Networks = 50;
    private const int NetworksOfOthers = 250;

    private static readonly int Others = Length.Of(15, 200);

    // The slowest of a few is chance; of many it is the flood.
    private static readonly int Percentile = Length.Of(90, 99);

    // A loaded machine answers slowly by itself; what a flood may add shows beyond this.
    private static readonly TimeSpan Noise = TimeSpan.FromMilliseconds(250);

    private readonly TestApp app = new();
    private CountingHasher hasher = null!;
    private SignIn signIn = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Nearly_all_is_refused_before_the_hasher_and_others_sign_in_as_ever()
    {
        await StartAsync();
        var (attempts, accounts) = (Length.Of(2_000, 10_000), Length.Of(200, 1_000));
        await SignInOthersAsync("warm");
        var alone = await SignInOthersAsync("alone");

        var beside = Task.Run(() => SignInOthersAsync("beside"), Cancel);
        var tally = await FloodAsync(attempts, accounts);
        var taken = await beside;

        Length.Tell($"R8: {attempts} attempts over {accounts} accounts from {Networks} networks, {tally.Values.Sum() / 2} reached the hasher; p{Percentile} of others {alone.TotalMilliseconds:0} ms, beside it {taken.TotalMilliseconds:0} ms. ./test: 2000, --long: 10000.");
        Assert.All(tally.Where(count => count.Key.StartsWith("network", StringComparison.Ordinal)), count => Assert.InRange(count.Value, 0, 2));
        Assert.All(tally.Where(count => count.Key.StartsWith("account", StringComparison.Ordinal)), count => Assert.InRange(count.Value, 0, 5));
        Assert.InRange(hasher.Computations - 3 * Others, 1, 2 * Networks);
        Assert.True(taken <= 3 * alone + Noise, $"{alone.TotalMilliseconds:0} ms became {taken.TotalMilliseconds:0} ms.");
    }

    [Fact]
    public async Task Without_limits_all_of_it_is_hashed()
    {
        app.Settings["SignIn:FreePerNetwork"] = "100000";
        app.Settings["SignIn:FreePerName"] = "100000";
        await StartAsync();

        await FloodAsync(100, 50);

        Assert.Equal(100, hasher.Computations);
    }

    private async Task StartAsync()
    {
        await app.AddMemberAsync("0000101", "hanako", "hanako@example.jp", AccountsWorld.Password);
        hasher = new CountingHasher(app.Services.GetRequiredService<IPasswordHasher<Account>>());
        signIn = ActivatorUtilities.CreateInstance<SignIn>(app.Services, new Passwords(hasher, app.Services.GetRequiredService<HashingQueue>()));
    }

    /// <summary>Answers how many of the attempts were looked at, for each network and each account.</summary>
    private async Task<Dictionary<string, int>> FloodAsync(int attempts, int accounts)
    {
        var tally = new Dictionary<string, int>();
        await Parallel.ForEachAsync(Enumerable.Range(0, attempts), new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = Cancel }, async (i, _) =>
        {
            var (network, account) = ($"198.51.100.{i % Networks}", $"member{i * 7 % accounts}");
            var answer = await signIn.RunAsync(new() { LoginId = account, Password = "password" }, "", network, Cancel);
            await Task.Delay(TimeSpan.FromMilliseconds(2), Cancel);
            if (answer.Refusal is SignInRefused)
            {
                lock (tally)
                {
                    tally[$"network {network}"] = tally.GetValueOrDefault($"network {network}") + 1;
                    tally[$"account {account}"] = tally.GetValueOrDefault($"account {account}") + 1;
                }
            }
            else
            {
                Assert.True(answer.Refusal is WorkProofNeeded or AttemptsPaused, $"{answer.Refusal}");
            }
        });
        return tally;
    }

    /// <summary>Signs the same member in from home again and again; answers the percentile.</summary>
    private async Task<TimeSpan> SignInOthersAsync(string round)
    {
        List<TimeSpan> taken = [];
        for (var i = 0; i < Others; i++)
        {
            var watch = Stopwatch.StartNew();
            var answer = await signIn.RunAsync(new() { LoginId = "hanako", Password = AccountsWorld.Password }, round, string.Create(CultureInfo.InvariantCulture, $"203.0.113.{i % NetworksOfOthers}"), Cancel);
            taken.Add(watch.Elapsed);
            Assert.Null(answer.Refusal);
        }

        return taken.Order().ElementAt(Percentile * (Others - 1) / 100);
    }
}
