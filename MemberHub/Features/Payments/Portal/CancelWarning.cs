using MemberHub.Domain.Payments;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Payments.Portal;

/// <summary>What to know before an order is ended: what is out in the world can be paid whatever we write here.</summary>
internal static class CancelWarning
{
    /// <summary>Null where nothing is out.</summary>
    public static string? Of(OrderView? order, IStringLocalizer<PaymentsText> text) => order switch
    {
        { State: OrderState.SlipSent } => text["Ask.SlipSent"].Value,
        { State: OrderState.AwaitingDeposit, CanBeStopped: false } => text["Ask.Voucher"].Value,
        { State: OrderState.AwaitingTransfer } => text["Ask.Invoice", order.InvoiceNumber ?? ""].Value,
        { State: OrderState.AwaitingGateway or OrderState.Unknown } => text["Ask.Card"].Value,
        _ => null,
    };
}
