using MemberHub.Domain.Societies;

namespace MemberHub.Domain.Dues;

/// <summary>A part of a charge that the society does not ask for (免除), with its reason.</summary>
public sealed class Waiver : IOfSociety
{
    public const int ReasonMaxLength = 200;

    private Waiver()
    {
    }

    public Waiver(long chargeId, Yen amount, string reason, DateOnly grantedOn) =>
        (ChargeId, Amount, Reason, GrantedOn) = (chargeId, amount, reason, grantedOn);

    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    public long ChargeId { get; private set; }

    public Yen Amount { get; private set; }

    public string Reason { get; private set; } = "";

    public DateOnly GrantedOn { get; private set; }
}
