using MemberHub.Domain;
using MemberHub.Domain.Payments;
using MemberHub.Platform.Gateways;
using MemberHub.Tests.Gateways.StandIns;

namespace MemberHub.Tests.Gateways;

/// <summary>Orders as the portal hands them to a gateway.</summary>
public static class GatewayOrders
{
    public static GatewayOrder Card(PortalStandIn portal, DateTime nowUtc, string reference = "A1B2C3D4E5F6G7H8J9K0", long yen = 12_000) => new()
    {
        Reference = reference,
        Method = PaymentMethod.Card,
        Amount = new Yen(yen),
        ItemName = "年会費（2026年度）",
        CustomerCode = "m7Q2xK9vR4tB",
        Language = "ja",
        CreatedUtc = nowUtc,
        ReturnUrl = portal.ReturnUrl,
        NotifyUrl = portal.NotifyUrl,
    };

    public static GatewayOrder Store(
        PortalStandIn portal, DateTime nowUtc, ConvenienceStore? store, string reference = "K1L2M3N4P5Q6R7S8T9U0", long yen = 12_000) =>
        Card(portal, nowUtc, reference, yen) with
        {
            Method = PaymentMethod.ConvenienceStore,
            Store = store,
            DeadlineUtc = nowUtc.AddDays(10),
            Payer = new Payer("青葉 太郎", "アオバ タロウ", "0312345678", "taro@example.jp"),
        };
}
