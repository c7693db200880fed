using MemberHub.Components.Displays;
using MemberHub.Domain.Dues;

namespace MemberHub.Features.Billing.Office;

/// <summary>The chip of a run's state: whose turn it is.</summary>
internal static class BillingLook
{
    public static (Tone Tone, string Icon) Of(BillingState state) => state switch
    {
        BillingState.Drafted => (Tone.Act, "clock"),
        BillingState.Released => (Tone.Act, "clock"),
        BillingState.Running => (Tone.Wait, "loop"),
        BillingState.Stopped => (Tone.Stop, "alert"),
        BillingState.Done => (Tone.Off, "dot"),
        BillingState.Closed => (Tone.Off, "dot"),
        BillingState.Undone => (Tone.Off, "undo"),
        BillingState.Discarded => (Tone.Off, "off"),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "This state has no look."),
    };
}
