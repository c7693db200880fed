using System.Security.Cryptography;

namespace MemberHub.Domain.Payments;

/// <summary>Makes the references by which pages and gateways call an order.</summary>
public static class OrderReference
{
    // No letters that look like others on paper: no I, L, O, U.
    private const string Signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>20 of 32 signs at random: 100 bits.</summary>
    public static string New() => RandomNumberGenerator.GetString(Signs, PaymentOrder.ReferenceLength);

    public static bool IsOne(string? text) => text?.Length == PaymentOrder.ReferenceLength && text.All(Signs.Contains);
}
