using MemberHub.Domain;
using MemberHub.Platform.Security;

namespace MemberHub.Features.Support;

/// <summary>
/// How many forms may come from people who are not signed in. A network has <see cref="FreeOfNetwork"/> an hour and then needs a proof of work for each; all together
/// have <see cref="MostOfAll"/>.
/// </summary>
public sealed class RequestDoor(AttemptGate gate)
{
    public const int FreeOfNetwork = 3;
    public const int MostOfAll = 200;

    // From here on every form needs a proof: more come than a society has people in trouble.
    private const int FreeOfAll = 60;

    // All together count under one name.
    private const string Everybody = "*";

    private static readonly AttemptRule Rule = new("request", FreeOfNetwork, FreeOfAll, MostOfAll, TimeSpan.FromHours(1), TimeSpan.FromHours(1));

    /// <summary>The task that the next form must bring, or null.</summary>
    public Task<ProofChallenge?> NextTaskAsync(string origin, CancellationToken cancel) => gate.ChallengeAsync(Rule, Everybody, origin, cancel);

    /// <summary>Counts a form and lets it in, or refuses.</summary>
    public Task<Result<AttemptPass>> EnterAsync(string origin, ProofForm? proof, CancellationToken cancel) => gate.EnterAsync(Rule, Everybody, origin, proof, cancel);
}
