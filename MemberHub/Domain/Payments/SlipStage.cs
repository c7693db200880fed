namespace MemberHub.Domain.Payments;

/// <summary>How far the office is with a live payment slip: what its last step was.</summary>
public enum SlipStage
{
    /// <summary>確認待ち.</summary>
    Requested,

    /// <summary>承認・未印刷.</summary>
    Approved,

    /// <summary>印刷済・未発送.</summary>
    Printed,

    /// <summary>発送済.</summary>
    Sent,

    /// <summary>返送.</summary>
    Returned,
}

/// <summary>The steps of a slip, one per stage.</summary>
public static class SlipStages
{
    /// <summary>The events that are steps; all others leave the stage as it was.</summary>
    public static readonly IReadOnlyList<PaymentEventKind> Steps =
        [PaymentEventKind.SlipRequested, PaymentEventKind.SlipApproved, PaymentEventKind.SlipPrinted, PaymentEventKind.SlipSent, PaymentEventKind.SlipReturned];

    /// <summary>The steps, and the events after which a slip is no longer the office's matter: the newest of them says whether it still is.</summary>
    public static readonly IReadOnlyList<PaymentEventKind> StepsAndEnds =
        [.. Steps, PaymentEventKind.SlipRejected, PaymentEventKind.Settled, PaymentEventKind.Cancelled];

    public static SlipStage StageOf(PaymentEventKind step) => (SlipStage)Place(step);

    public static PaymentEventKind StepTo(SlipStage stage) => Steps[(int)stage];

    /// <summary>The stage of a live slip order.</summary>
    public static SlipStage StageOf(PaymentOrder order) => StageOf(order.Events.OrderBy(item => item.Sequence).Last(item => Steps.Contains(item.Kind)).Kind);

    private static int Place(PaymentEventKind step)
    {
        for (var place = 0; place < Steps.Count; place++)
        {
            if (Steps[place] == step)
            {
                return place;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(step), step, "This event is no step of a slip.");
    }
}
