using System.Collections.Frozen;

namespace MemberHub.Domain.Reconciliation;

/// <summary>What banks take for a transfer (振込手数料), tax included: by how much a payer who subtracts it falls short.</summary>
public static class TransferFees
{
    private static readonly FrozenSet<long> Known = new long[]
    {
        55, 75, 100, 110, 130, 145, 150, 154, 160, 165, 200, 203, 210, 220, 229, 230, 250, 260, 270, 275, 290, 300, 305, 320, 330, 380, 385, 400, 420, 440, 484, 490, 495, 500, 525, 540,
        550, 600, 605, 630, 648, 650, 660, 700, 715, 735, 750, 756, 770, 800, 825, 840, 864, 880, 900, 935, 990,
    }.ToFrozenSet();

    /// <summary>Whether an amount that is missing is such a fee.</summary>
    public static bool Contains(Yen missing) => Known.Contains(missing.Value);
}
