using MemberHub.Domain;

namespace MemberHub.Platform.Security;

/// <summary>How often something may be tried at one of the portal's doors.</summary>
/// <param name="Purpose">A word in code that keeps the counts and proofs of the doors apart, such as sign-in.</param>
/// <param name="FreePerNetwork">So many attempts that did not succeed need no proof of work, for one network.</param>
/// <param name="FreePerName">The same for one typed name, whether somebody has it or not.</param>
/// <param name="MaxPerName">After so many there is a pause for the name, proof or not.</param>
/// <param name="NetworkWindow">How long the attempts of a network are remembered, from the first one on.</param>
/// <param name="NameWindow">The same for a name.</param>
public sealed record AttemptRule(string Purpose, int FreePerNetwork, int FreePerName, int MaxPerName, TimeSpan NetworkWindow, TimeSpan NameWindow);

/// <summary>An attempt that was let in.</summary>
/// <param name="NameKey">Empty where the door asks for no name.</param>
public sealed record AttemptPass(string NetworkKey, string NameKey);

/// <summary>The network or the name has tried a lot: a proof of work is needed, or waiting.</summary>
public sealed record WorkProofNeeded(int Minutes) : Refusal;

/// <summary>The typed name was tried too often; the same for names that nobody has.</summary>
public sealed record AttemptsPaused(int Minutes) : Refusal;

/// <summary>Too many people are signing in at this moment.</summary>
public sealed record TooBusy : Refusal;
