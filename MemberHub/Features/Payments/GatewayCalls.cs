using System.Globalization;
using MemberHub.Domain.Members;
using MemberHub.Domain.Payments;
using MemberHub.Platform.Gateways;
using MemberHub.Platform.Mail;

namespace MemberHub.Features.Payments;

/// <summary>What a gateway is told about an order.</summary>
internal static class GatewayCalls
{
    public const int ItemNameMaxLength = 40;

    public static GatewayOrder ToGatewayOrder(this PaymentOrder order, string itemName, string language, PublicAddress address) => new()
    {
        Reference = order.Reference,
        Method = order.Method,
        Amount = order.Amount,
        ItemName = itemName.Length > ItemNameMaxLength ? itemName[..ItemNameMaxLength] : itemName,
        CustomerCode = order.CustomerCode(),
        Language = language,
        CreatedUtc = order.CreatedUtc,
        DeadlineUtc = order.DeadlineUtc,
        Store = order.Details.Store,
        Payer = order.Details.Contact is { } contact ? new Payer(contact.Name, JapaneseText.Katakana(contact.Kana), contact.Phone, contact.Email) : null,
        ReturnUrl = new Uri(address.LinkTo($"/payments/return/{order.Gateway}")),
        NotifyUrl = new Uri(address.LinkTo($"/gateway/{order.Gateway}/notify")),
    };

    public static GatewayPayment ToGatewayPayment(this PaymentOrder order) => new(order.Reference, order.Transaction, order.Amount);

    public static string CustomerCode(this PaymentOrder order) =>
        string.Create(CultureInfo.InvariantCulture, $"{PrefixOf(order.SocietyId)}{order.MemberId}");

    /// <summary>The member whom a code names; null when it is no code of this society.</summary>
    public static long? MemberOf(string customerCode, long societyId) =>
        PrefixOf(societyId) is var prefix && customerCode.StartsWith(prefix, StringComparison.Ordinal)
            && long.TryParse(customerCode[prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var memberId) ? memberId : null;

    private static string PrefixOf(long societyId) => string.Create(CultureInfo.InvariantCulture, $"s{societyId}m");
}
