namespace MemberHub.Domain.Payments;

/// <summary>What came of an order that counts as paid (入金済): whether all of it, or only a part (一部入金).</summary>
/// <param name="Asked">What it asked for.</param>
/// <param name="Came">All the money that came with it, whatever became of it.</param>
/// <param name="Settled">What of that settles charges today.</param>
/// <param name="StillOpen">What is open today of the charges that it asked for.</param>
public sealed record OrderMoney(Yen Asked, Yen Came, Yen Settled, Yen StillOpen)
{
    /// <summary>Less came than it asked for.</summary>
    public bool CameShort => Settled > Yen.Zero && Came < Asked;

    /// <summary>一部入金: less came than it asked for, and the rest is still to be paid.</summary>
    public bool IsPaidInPart => CameShort && StillOpen > Yen.Zero;
}
