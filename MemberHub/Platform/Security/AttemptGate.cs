using System.Collections.Concurrent;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using Microsoft.Extensions.Options;

namespace MemberHub.Platform.Security;

/// <summary>
/// Stands before what is costly or can be guessed. Per network and per typed name some attempts are free, more need a proof of work, and for a name there is a pause in the end. An attempt is
/// counted when it is let in, before it is looked at, so that a thousand at the same moment are a thousand. What is refused writes nothing.
/// </summary>
public sealed class AttemptGate(IAttemptBook book, ProofOfWork proofs, IOptions<SignInLimits> limits, TimeProvider clock)
{
    // What a browser was given may be a step easier than what is asked for by the time it comes back.
    private const int Slack = 1;
    private const int MaxNameSteps = 3;
    private const int RememberedNetworks = 10_000;

    private readonly ConcurrentDictionary<string, int> refused = new();
    private long hour;

    /// <summary>The task for the next attempt, or null while none is needed.</summary>
    /// <param name="name">What was typed last, as for <see cref="EnterAsync"/>; empty before.</param>
    /// <param name="origin">As <see cref="RequestOrigin.Of"/> gives it.</param>
    public async Task<ProofChallenge?> ChallengeAsync(AttemptRule rule, string name, string origin, CancellationToken cancel)
    {
        var state = await StateAsync(rule, name, origin, clock.UtcNow(), cancel);
        return state.NeedsProof ? proofs.Issue(rule.Purpose, state.Network, BitsOf(state)) : null;
    }

    /// <summary>Lets the attempt in, or refuses with <see cref="WorkProofNeeded"/> or <see cref="AttemptsPaused"/>.</summary>
    /// <param name="name">What was typed, in the form in which names are compared; empty where the door asks for none.</param>
    /// <param name="origin">As <see cref="RequestOrigin.Of"/> gives it.</param>
    public async Task<Result<AttemptPass>> EnterAsync(AttemptRule rule, string name, string origin, ProofForm? proof, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        var state = await StateAsync(rule, name, origin, now, cancel);
        if (name.Length > 0 && state.OfName.Count >= rule.MaxPerName)
        {
            return new AttemptsPaused(Minutes(state.OfName.UntilUtc - now));
        }

        var solved = state.NeedsProof ? proofs.Check(rule.Purpose, state.Network, BitsOf(state) - Slack, proof) : null;
        if (state.NeedsProof && solved is null)
        {
            NoteRefused(state.NetworkKey, now);
            return Needed(state, now);
        }

        // The network first everywhere: two that wait for each other's row would wait for ever.
        List<AttemptClaim> claims = [new(state.NetworkKey, rule.NetworkWindow, solved is null ? state.FreePerNetwork : int.MaxValue)];
        if (name.Length > 0)
        {
            claims.Add(new(state.NameKey, rule.NameWindow, solved is null ? state.FreePerName : rule.MaxPerName));
        }

        return await book.TakeAsync(claims, solved, now, cancel) ? new AttemptPass(state.NetworkKey, state.NameKey) : Needed(state, now);
    }

    /// <summary>The attempt came to nothing without anybody's fault: it counts no more.</summary>
    public Task GiveBackAsync(AttemptPass pass, CancellationToken cancel) =>
        book.GiveBackAsync(pass.NameKey.Length > 0 ? [pass.NetworkKey, pass.NameKey] : [pass.NetworkKey], cancel);

    /// <summary>The attempt succeeded: it counts no more, and the name begins anew.</summary>
    public async Task ForgiveAsync(AttemptPass pass, CancellationToken cancel)
    {
        await book.GiveBackAsync([pass.NetworkKey], cancel);
        if (pass.NameKey.Length > 0)
        {
            await book.ForgetAsync(pass.NameKey, cancel);
        }
    }

    /// <summary>The key under which a name is counted at a door.</summary>
    public static string NameKeyOf(string purpose, string name) => KeyOf(purpose, "name", name);

    private async Task<State> StateAsync(AttemptRule rule, string name, string origin, DateTime now, CancellationToken cancel)
    {
        var network = ClientNetwork.Of(origin);
        var networkKey = KeyOf(rule.Purpose, "network", network);
        var nameKey = name.Length > 0 ? NameKeyOf(rule.Purpose, name) : "";
        var tallies = await book.ReadAsync(name.Length > 0 ? [networkKey, nameKey] : [networkKey], now, cancel);
        var isAllowed = limits.Value.AllowedNetworks.Length > 0 && ClientNetwork.IsIn(origin, limits.Value.AllowedNetworks);
        return new State(
            network, networkKey, nameKey, tallies.GetValueOrDefault(networkKey), tallies.GetValueOrDefault(nameKey),
            isAllowed ? Math.Max(rule.FreePerNetwork, limits.Value.FreePerAllowedNetwork) : rule.FreePerNetwork, isAllowed ? rule.MaxPerName : rule.FreePerName);
    }

    private static string KeyOf(string purpose, string kind, string value) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{purpose}|{kind}|{value}")));

    // One step, twice the work, for each further failure with the name, and each time the network has tried twice as much again.
    private int BitsOf(State state)
    {
        var ofName = Math.Clamp(state.OfName.Count - state.FreePerName, 0, MaxNameSteps);
        var tried = state.OfNetwork.Count + refused.GetValueOrDefault(state.NetworkKey);
        var ofNetwork = BitOperations.Log2((uint)(1 + tried / (4 * state.FreePerNetwork)));
        return Math.Min(ProofOfWork.MaxBits, limits.Value.ProofBits + ofName + ofNetwork);
    }

    // In memory, for an hour: it only makes the task harder, and who is refused shall not make the database write.
    private void NoteRefused(string networkKey, DateTime now)
    {
        var current = now.Ticks / TimeSpan.TicksPerHour;
        if (Interlocked.Exchange(ref hour, current) != current || refused.Count > RememberedNetworks)
        {
            refused.Clear();
        }

        refused.AddOrUpdate(networkKey, 1, (_, count) => count + 1);
    }

    private static WorkProofNeeded Needed(State state, DateTime now)
    {
        var until = state.OfNetwork.UntilUtc > state.OfName.UntilUtc ? state.OfNetwork.UntilUtc : state.OfName.UntilUtc;
        return new WorkProofNeeded(Minutes(until - now));
    }

    private static int Minutes(TimeSpan left) => Math.Max(1, (int)Math.Ceiling(left.TotalMinutes));

    private sealed record State(string Network, string NetworkKey, string NameKey, AttemptTally OfNetwork, AttemptTally OfName, int FreePerNetwork, int FreePerName)
    {
        public bool NeedsProof => OfNetwork.Count >= FreePerNetwork || (NameKey.Length > 0 && OfName.Count >= FreePerName);
    }
}
