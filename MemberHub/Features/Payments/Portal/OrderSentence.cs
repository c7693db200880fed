using MemberHub.Components.Texts;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Payments;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Payments.Portal;

/// <summary>The one sentence below an order's chip: who acts, and until when.</summary>
internal static class OrderSentence
{
    public static string Of(OrderView order, IStringLocalizer<PaymentsText> text) => order.State switch
    {
        OrderState.AwaitingDeposit when order is { StoreKey: { } store, DeadlineUtc: { } until } =>
            text["State.AwaitingDeposit.AtStore", text[store], Show.Date(JapanTime.DateOf(until))],
        OrderState.AwaitingDeposit when order.DeadlineUtc is { } until => text["State.AwaitingDeposit.Until", Show.Date(JapanTime.DateOf(until))],
        OrderState.AwaitingTransfer when order is { IsJoint: true, InvoiceDueOn: { } due } => text["State.AwaitingInstitution.Says", order.PaidBy, Show.Date(due)],
        OrderState.AwaitingTransfer when order.InvoiceDueOn is { } due => text["State.AwaitingTransfer.Says", Show.Date(due)],
        OrderState.SlipRequested or OrderState.SlipApproved when order.Details is { SlipEarliest: { } from, SlipLatest: { } to } =>
            text[$"State.{order.State}.Says", Show.Date(from), Show.Date(to)],
        OrderState.SlipSent when order.SlipSentOn is { } sent => text["State.SlipSent.Says", Show.Date(sent)],
        OrderState.SlipRejected or OrderState.SlipReturned => text[$"State.{order.State}.Says", order.Rejection],
        OrderState.Paid when order.IsPaidInPart => text["State.PaidInPart.Says", Show.Money(order.Settled), Show.Money(order.StillOpen)],
        OrderState.Failed when order.Failure is { } failure => text[$"State.Failed.{failure}"],
        OrderState.Paid or OrderState.Cancelled or OrderState.Expired when order.EndedOn is { } ended => text[$"State.{order.State}.Says", Show.Date(ended)],
        _ => text[$"State.{order.State}.Says"],
    };
}
