using MemberHub.Components.Displays;
using MemberHub.Domain.Payments;

namespace MemberHub.Features.Payments.Portal;

/// <summary>The tone and the icon of each state of an order. Filled, with a check, only once the money is here.</summary>
internal static class OrderLook
{
    /// <summary>The state's text; another one while an institution is asked for the money.</summary>
    public static string NameOf(OrderState state, bool isJoint) => isJoint && state == OrderState.AwaitingTransfer ? "State.AwaitingInstitution" : $"State.{state}";

    /// <summary>Tone, icon and the name of the text of an order; not filled while a part of the money is missing.</summary>
    public static (Tone Tone, string Icon, string Name) Of(OrderView order) => order.IsPaidInPart
        ? (Tone.Act, "coin", "State.PaidInPart")
        : (Of(order.State).Tone, Of(order.State).Icon, NameOf(order.State, order.IsJoint));

    public static (Tone Tone, string Icon) Of(OrderState state) => state switch
    {
        OrderState.Started or OrderState.AwaitingGateway or OrderState.Unknown or OrderState.PreliminarilyPaid => (Tone.Wait, "loop"),
        OrderState.AwaitingDeposit or OrderState.AwaitingTransfer or OrderState.SlipSent => (Tone.Act, "clock"),
        OrderState.SlipRequested => (Tone.Wait, "clock"),
        OrderState.SlipApproved => (Tone.Wait, "print"),
        OrderState.Paid => (Tone.Done, "check"),
        OrderState.Failed or OrderState.SlipRejected or OrderState.SlipReturned => (Tone.Stop, "alert"),
        OrderState.Cancelled or OrderState.Expired => (Tone.Off, "off"),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "This state has no look."),
    };
}
