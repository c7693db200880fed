using MemberHub.Domain;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using MemberHub.Platform.Gateways;

namespace MemberHub.Features.Payments;

/// <summary>A way to pay on the first page of paying.</summary>
/// <param name="Why">Why it cannot be chosen; null when it can.</param>
public sealed record MethodChoice(PaymentMethod Method, Refusal? Why);

/// <summary>Which ways to pay a member can choose from for an amount.</summary>
public sealed class MethodChoices(PaymentGateways gateways)
{
    private static readonly PaymentMethod[] Order = [PaymentMethod.Card, PaymentMethod.ConvenienceStore, PaymentMethod.BankTransfer, PaymentMethod.PaymentSlip];

    /// <summary>In the order shown. A method that the society does not offer is left out; one that cannot take the amount says so.</summary>
    public IReadOnlyList<MethodChoice> For(Yen amount, OfferedMethods offered) =>
        [.. Order.Where(offered.Offers).Where(IsServed).Select(method => new MethodChoice(method, RefusalOf(method, amount)))];

    /// <summary>The chains of the gateway in use; empty when it lets the payer choose on its own page.</summary>
    public IReadOnlyList<ConvenienceStore> Stores => gateways.For(PaymentMethod.ConvenienceStore)?.Abilities.Stores ?? [];

    /// <summary>The gateway tells us the voucher's number, so that the page and the mail can.</summary>
    public bool TellsNumber => gateways.For(PaymentMethod.ConvenienceStore)?.Abilities.TellsNumber ?? false;

    private bool IsServed(PaymentMethod method) =>
        !method.IsOnline() || gateways.For(method)?.Abilities.Amounts.ContainsKey(method) == true;

    private Refusal? RefusalOf(PaymentMethod method, Yen amount) =>
        method.IsOnline() && gateways.For(method)!.Abilities.Amounts[method] is var range && !range.Contains(amount)
            ? new AmountOutOfRange(range.Least, range.Most)
            : null;
}
