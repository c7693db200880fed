using MemberHub.Domain.Societies;

namespace MemberHub.Domain.Dues;

/// <summary>
/// What changes a charge after it was made: a part that the society does not ask for (免除・貸倒), or a correction of its amount (訂正), with its reason.
/// </summary>
public sealed class Waiver : IOfSociety
{
    public const int ReasonMaxLength = 200;

    private Waiver()
    {
    }

    public Waiver(long chargeId, Yen amount, string reason, DateOnly grantedOn, WaiverKind kind = WaiverKind.Exemption) =>
        (ChargeId, Amount, Reason, GrantedOn, Kind) = (chargeId, amount, reason, grantedOn, kind);

    /// <summary>Asks for more than was charged (増額訂正).</summary>
    public static Waiver Increase(long chargeId, Yen more, string reason, DateOnly day) => new(chargeId, Yen.Zero - more, reason, day, WaiverKind.Increase);

    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    public long ChargeId { get; private set; }

    /// <summary>By how much less is asked for; below 0円 for <see cref="WaiverKind.Increase"/>, and for nothing else.</summary>
    public Yen Amount { get; private set; }

    public string Reason { get; private set; } = "";

    public DateOnly GrantedOn { get; private set; }

    public WaiverKind Kind { get; private set; }

    /// <summary>The deposit that was short by it, when the society bears the difference (差額の学会負担); else null.</summary>
    public long? DepositId { get; init; }

    /// <summary>The withdrawal notice (退会届) by which the charge became needless; else null.</summary>
    public long? WithdrawalNoticeId { get; init; }

    /// <summary>The day of leaving (退会・除名・逝去) that the office entered, by which the charge became needless; else null.</summary>
    public DateOnly? LeftOn { get; init; }

    /// <summary>When it was taken back; null while it counts.</summary>
    public DateTime? ReversedUtc { get; private set; }

    /// <summary>Takes it back: that part of the charge is open again.</summary>
    public void Reverse(DateTime nowUtc) => ReversedUtc ??= nowUtc;
}

/// <summary>Why a part of a charge is not asked for.</summary>
public enum WaiverKind
{
    /// <summary>免除: the society forgoes it.</summary>
    Exemption,

    /// <summary>貸倒: it will not come.</summary>
    WriteOff,

    /// <summary>減額訂正: it was charged too high.</summary>
    Correction,

    /// <summary>増額訂正: it was charged too low.</summary>
    Increase,
}
