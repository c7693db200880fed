namespace MemberHub.Domain.Payments;

/// <summary>When a gateway is asked for an outcome that it has not reported: after 5 minutes, an hour, then daily.</summary>
public static class InquiryPlan
{
    /// <summary>How often it is asked before a person of the office is.</summary>
    public const int Times = 7;

    public static readonly TimeSpan First = TimeSpan.FromMinutes(5);

    /// <summary>How long after its deadline an unpaid order stays open: a voucher can be at the till at that moment.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromDays(1);

    /// <summary>How long after its deadline an unpaid order stays open whose gateway does not say how it stands, or does not stop it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(3);

    /// <summary>
    /// How long a store's first report (速報) may stand alone. Its confirmation (確報) follows within days, over the New Year within a week.
    /// </summary>
    public static readonly TimeSpan Confirmation = TimeSpan.FromDays(7);

    /// <summary>The pause after so many inquiries; null when it was asked often enough.</summary>
    public static TimeSpan? After(int inquiries) => inquiries switch
    {
        >= Times => null,
        1 => TimeSpan.FromHours(1),
        _ => TimeSpan.FromDays(1),
    };
}
