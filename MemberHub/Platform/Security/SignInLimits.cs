namespace MemberHub.Platform.Security;

/// <summary>How much may be tried at the portal's doors (section SignIn of the settings).</summary>
public sealed class SignInLimits
{
    public const string Section = "SignIn";

    /// <summary>So many failures from one network within <see cref="NetworkMinutes"/> need no proof of work (2).</summary>
    public int FreePerNetwork { get; set; } = 2;

    /// <summary>So many failures with one typed name need no proof of work (2).</summary>
    public int FreePerName { get; set; } = 2;

    /// <summary>How long the failures of a network are remembered, in minutes (60).</summary>
    public int NetworkMinutes { get; set; } = 60;

    /// <summary>Networks of hospitals and universities that many members share, such as 203.0.113.0/24: no proof of work until their own limit.</summary>
    public string[] AllowedNetworks { get; set; } = [];

    /// <summary>The own limit of an allowed network's address: failures within <see cref="NetworkMinutes"/> (50).</summary>
    public int FreePerAllowedNetwork { get; set; } = 50;

    /// <summary>How hard the easiest proof of work is: 2 to the power of this is the expected number of SHA-256 computations (16).</summary>
    public int ProofBits { get; set; } = 16;

    /// <summary>How many passwords are hashed at once; 0: as many as there are processor cores (0).</summary>
    public int HashesAtOnce { get; set; }

    /// <summary>How many more may wait for their turn before people are asked to try again (64).</summary>
    public int HashesWaiting { get; set; } = 64;

    /// <summary>Whether every figure makes sense and every network can be read.</summary>
    internal bool IsValid =>
        FreePerNetwork >= 1 && FreePerName >= 1 && FreePerAllowedNetwork >= 1 && NetworkMinutes is >= 1 and <= 1_440
        && ProofBits is >= ProofOfWork.MinBits and <= ProofOfWork.MaxBits && HashesAtOnce is >= 0 and <= 1_000 && HashesWaiting is >= 0 and <= 10_000
        && ClientNetwork.AreValid(AllowedNetworks);
}
