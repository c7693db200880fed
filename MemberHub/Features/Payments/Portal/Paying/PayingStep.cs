using MemberHub.Domain.Payments;

namespace MemberHub.Features.Payments.Portal.Paying;

/// <summary>Where the second step of each method is.</summary>
internal static class PayingStep
{
    public static string PathOf(PaymentMethod method, bool comingYear, bool replaces)
    {
        var path = method switch
        {
            PaymentMethod.Card => "/payments/card",
            PaymentMethod.ConvenienceStore => "/payments/store",
            PaymentMethod.BankTransfer => "/payments/invoice",
            PaymentMethod.PaymentSlip => "/payments/slip",
            _ => throw new ArgumentOutOfRangeException(nameof(method), method, "This method has no page."),
        };
        string[] words = [.. comingYear ? ["coming=true"] : Array.Empty<string>(), .. replaces ? ["replace=true"] : Array.Empty<string>()];
        return words.Length > 0 ? $"{path}?{string.Join('&', words)}" : path;
    }
}
