using MemberHub.Data.Accounts;
using MemberHub.Domain;
using MemberHub.Features.Accounts;
using MemberHub.Platform.Security;
using MemberHub.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Accounts;

/// <summary>What stands before the hasher: limits for a network and a name, proofs of work, the queue.</summary>
public sealed class SignInLimitsTests : IAsyncDisposable
{
    private const string Home = "203.0.113.7";

    private readonly TestApp app = new() { Settings = { ["SignIn:ProofBits"] = "8" } };
    private CountingHasher hasher = null!;
    private SignIn signIn = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Doors Doors => app.Services.GetRequiredService<Doors>();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_network_fails_twice_and_then_has_to_compute()
    {
        await StartAsync();

        Assert.IsType<SignInRefused>(await TryAsync("hanako"));
        Assert.IsType<SignInRefused>(await TryAsync("nobody"));
        Assert.IsType<WorkProofNeeded>(await TryAsync("somebody"));
        Assert.Equal(2, hasher.Computations);

        var anotherNode = ActivatorUtilities.CreateInstance<AttemptGate>(app.Services);
        Assert.NotNull(await anotherNode.ChallengeAsync(Doors.SignIn, "", Home, Cancel));
        Assert.Null(await anotherNode.ChallengeAsync(Doors.SignIn, "", "198.51.100.1", Cancel));

        var proof = await SolveAsync();
        Assert.IsType<SignInRefused>(await TryAsync("somebody", proof: proof));
        Assert.Equal(3, hasher.Computations);
        Assert.IsType<WorkProofNeeded>(await TryAsync("somebody else", proof: proof));
        Assert.IsType<WorkProofNeeded>(await TryAsync("somebody else", proof: new ProofForm { Challenge = (await SolveAsync()).Challenge, Solution = proof.Solution }));
        Assert.Equal(3, hasher.Computations);

        Assert.IsType<SignInRefused>(await TryAsync("somebody", "198.51.100.1"));
        app.Clock.Advance(TimeSpan.FromMinutes(60));
        Assert.IsType<SignInRefused>(await TryAsync("somebody"));
    }

    [Fact]
    public async Task A_proof_of_another_network_or_door_or_too_old_or_too_easy_is_none()
    {
        await StartAsync();
        await FailAsync(2, Home);
        await FailAsync(2, "198.51.100.1");
        var fromElsewhere = await SolveAsync("198.51.100.1");
        var old = await SolveAsync();
        var easy = app.Services.GetRequiredService<ProofOfWork>().Issue("sign-in", Home, ProofOfWork.MinBits - 2);
        var forAnotherDoor = app.Services.GetRequiredService<ProofOfWork>().Issue("reset", Home, ProofOfWork.MinBits);

        Assert.IsType<WorkProofNeeded>(await TryAsync("hanako", proof: fromElsewhere));
        Assert.IsType<WorkProofNeeded>(await TryAsync("hanako", proof: Solved(easy)));
        Assert.IsType<WorkProofNeeded>(await TryAsync("hanako", proof: Solved(forAnotherDoor)));
        Assert.IsType<WorkProofNeeded>(await TryAsync("hanako", proof: new ProofForm { Challenge = "made up", Solution = old.Solution }));
        app.Clock.Advance(ProofOfWork.Life);
        Assert.IsType<WorkProofNeeded>(await TryAsync("hanako", proof: old));
        Assert.Equal(4, hasher.Computations);
        Assert.Null(await TryAsync("hanako", proof: await SolveAsync(), password: AccountsWorld.Password));
    }

    [Fact]
    public async Task Known_and_unknown_names_are_counted_alike_and_paused_and_the_way_by_mail_stays_open()
    {
        await StartAsync();
        var answers = new Dictionary<string, List<string>> { ["hanako"] = [], ["nobody"] = [] };
        foreach (var (name, said) in answers)
        {
            for (var i = 0; i < SignIn.MaxFailures + 2; i++)
            {
                // Each time from another network, so that only the name is counted; a proof where one is asked for.
                var network = $"2001:db8:{i}:{(int)name[0]}::1";
                var refusal = await TryAsync(name, network);
                said.Add($"{refusal}");
                if (refusal is WorkProofNeeded)
                {
                    said.Add($"{await TryAsync(name, network, proof: await SolveAsync(network, name))}");
                }
            }
        }

        Assert.Equal(answers["hanako"], answers["nobody"]);
        Assert.Equal(
            ["SignInRefused", "SignInRefused", "WorkProofNeeded", "SignInRefused", "WorkProofNeeded", "SignInRefused", "WorkProofNeeded", "SignInRefused", "AttemptsPaused", "AttemptsPaused"],
            answers["hanako"].Select(text => text.Split(' ')[0]));
        Assert.Equal(2 * SignIn.MaxFailures, hasher.Computations);
        Assert.IsType<AttemptsPaused>(await TryAsync(" HANAKO", password: AccountsWorld.Password));

        Assert.True((await app.Services.GetRequiredService<RequestPasswordReset>().RunAsync(new() { Email = "hanako@example.jp" }, Home, Cancel)).Succeeded);
        Assert.Contains("/password/reset", Assert.Single(await app.MailsAsync(1)).Link);
        app.Clock.Advance(SignIn.LockoutTime);
        Assert.Null(await TryAsync("hanako", password: AccountsWorld.Password));
    }

    [Fact]
    public async Task Signing_in_does_not_count_and_forgives_the_name()
    {
        await StartAsync();

        for (var i = 0; i < 4; i++)
        {
            Assert.Null(await TryAsync("hanako", password: AccountsWorld.Password));
        }

        Assert.IsType<SignInRefused>(await TryAsync("hanako"));
        Assert.Null(await TryAsync("hanako", password: AccountsWorld.Password));
        Assert.IsType<SignInRefused>(await TryAsync("hanako"));
        Assert.IsType<WorkProofNeeded>(await TryAsync("hanako", password: AccountsWorld.Password));
        Assert.Null(await TryAsync("hanako", "198.51.100.1", password: AccountsWorld.Password));
    }

    [Fact]
    public async Task The_task_grows_with_the_failures_of_a_name_and_the_attempts_of_a_network()
    {
        await StartAsync();
        await FailAsync(2, Home);
        var first = await NextAsync(Home);

        for (var i = 0; i < 100; i++)
        {
            Assert.IsType<WorkProofNeeded>(await TryAsync($"name{i}"));
        }

        var later = await NextAsync(Home);
        Assert.True(later.PartBits >= first.PartBits + 3, $"{first.PartBits} {later.PartBits}");
        await FailAsync(2, "198.51.100.1", "jiro");
        Assert.IsType<SignInRefused>(await TryAsync("jiro", "198.51.100.2", proof: await SolveAsync("198.51.100.2", "jiro")));
        Assert.Equal(first.PartBits + 1, (await NextAsync("198.51.100.3", "jiro")).PartBits);
    }

    [Fact]
    public async Task An_allowed_network_has_a_limit_of_its_own()
    {
        app.Settings["SignIn:AllowedNetworks:0"] = "192.0.2.0/24";
        app.Settings["SignIn:FreePerAllowedNetwork"] = "6";
        await StartAsync();

        await FailAsync(6, "192.0.2.99");
        Assert.IsType<WorkProofNeeded>(await TryAsync("another", "192.0.2.99"));
        Assert.Equal(6, hasher.Computations);
    }

    [Fact]
    public async Task Attempts_at_the_same_moment_all_count()
    {
        await StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => Task.Run(() => TryAsync($"name{i}"), Cancel)));

        Assert.Equal(2, hasher.Computations);
        Assert.Equal(2, answers.Count(answer => answer is SignInRefused));
        Assert.Equal(28, answers.Count(answer => answer is WorkProofNeeded));
    }

    [Fact]
    public async Task Who_finds_the_queue_full_is_asked_to_come_back_and_nothing_is_counted()
    {
        app.Settings["SignIn:HashesAtOnce"] = "1";
        app.Settings["SignIn:HashesWaiting"] = "1";
        using var hold = new ManualResetEventSlim();
        await StartAsync(_ => hold.Wait(TimeSpan.FromSeconds(30), CancellationToken.None));
        var queue = app.Services.GetRequiredService<HashingQueue>();
        var hashing = Task.Run(() => TryAsync("first", "198.51.100.1"), Cancel);
        SpinWait.SpinUntil(() => hasher.Computations == 1, TimeSpan.FromSeconds(30));
        var waiting = queue.EnterAsync(Cancel).AsTask();

        Assert.IsType<TooBusy>(await TryAsync("hanako"));
        Assert.IsType<TooBusy>(await TryAsync("nobody"));
        Assert.IsType<TooBusy>(await TryAsync("nobody"));
        Assert.False(waiting.IsCompleted);
        Assert.Equal(1, hasher.Computations);

        hold.Set();
        Assert.IsType<SignInRefused>(await hashing);
        (await waiting)!.Dispose();
        Assert.IsType<SignInRefused>(await TryAsync("hanako"));
    }

    [Fact]
    public async Task Wishes_for_new_passwords_are_free_five_times_and_cost_a_computation_then()
    {
        await StartAsync();
        var request = app.Services.GetRequiredService<RequestPasswordReset>();
        await FailAsync(2, Home);

        for (var i = 0; i < 5; i++)
        {
            Assert.True((await request.RunAsync(new() { Email = $"nobody{i}@example.jp" }, Home, Cancel)).Succeeded);
        }

        Assert.IsType<WorkProofNeeded>((await request.RunAsync(new() { Email = "hanako@example.jp" }, Home, Cancel)).Refusal);
        var task = await Doors.NextTaskAsync(Doors.Reset, "", Home, Cancel);
        Assert.True((await request.RunAsync(new() { Email = "hanako@example.jp", Proof = Solved(task!) }, Home, Cancel)).Succeeded);
        Assert.True((await request.RunAsync(new() { Email = "hanako@example.jp" }, "198.51.100.1", Cancel)).Succeeded);
    }

    [Fact]
    public async Task What_is_remembered_no_longer_is_removed()
    {
        await StartAsync();
        await FailAsync(2, Home);
        Assert.IsType<SignInRefused>(await TryAsync("hanako", proof: await SolveAsync()));
        app.Clock.Advance(TimeSpan.FromHours(2));

        await ActivatorUtilities.CreateInstance<ForgetAttemptsJob>(app.Services).Execute(null!, Cancel);

        await using var database = app.Databases.OpenAcrossSocieties();
        Assert.False(await database.AttemptCounts.AnyAsync(Cancel) || await database.SpentProofs.AnyAsync(Cancel));
    }

    private async Task StartAsync(Action<Account>? comparing = null)
    {
        await app.AddMemberAsync("0000101", "hanako", "hanako@example.jp", AccountsWorld.Password);
        hasher = new CountingHasher(app.Services.GetRequiredService<IPasswordHasher<Account>>()) { Comparing = comparing ?? (_ => { }) };
        signIn = ActivatorUtilities.CreateInstance<SignIn>(app.Services, new Passwords(hasher, app.Services.GetRequiredService<HashingQueue>()));
    }

    private async Task<Refusal?> TryAsync(string name, string network = Home, ProofForm? proof = null, string password = "wrong one") =>
        (await signIn.RunAsync(new() { LoginId = name, Password = password, Proof = proof }, "", network, Cancel)).Refusal;

    private async Task FailAsync(int times, string network, string? name = null)
    {
        for (var i = 0; i < times; i++)
        {
            Assert.IsType<SignInRefused>(await TryAsync(name ?? $"{network} {i}", network));
        }
    }

    private async Task<ProofChallenge> NextAsync(string network, string name = "") => (await Doors.NextTaskAsync(Doors.SignIn, name, network, Cancel))!;

    private async Task<ProofForm> SolveAsync(string network = Home, string name = "") => Solved(await NextAsync(network, name));

    private static ProofForm Solved(ProofChallenge challenge) => new() { Challenge = challenge.Text, Solution = ProofOfWork.Solve(challenge) };
}
