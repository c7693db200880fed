using System.Globalization;
using MemberHub.Domain;
using MemberHub.Domain.Reconciliation;

namespace MemberHub.Features.Reconciliation;

/// <summary>
/// A choice as a form carries it: what the person saw is what is booked, or nothing. Parts are separated by semicolons, each
/// <c>member:amount:charge,charge:order</c>; then what would be over, what is missing, what is set aside for the payer, and 1 where
/// the deposit was shown as held (保留).
/// </summary>
public static class ChoiceCode
{
    private const int MostParts = 1_000;

    public static string Write(MatchChoice choice, Yen credit, bool isParked) => string.Create(
        CultureInfo.InvariantCulture,
        $"{string.Join(';', choice.Parts.Select(Write))}|{credit.Value}|{choice.Missing.Value}|{choice.Rest.Value}|{(isParked ? 1 : 0)}");

    /// <summary>Null for a text that no form of ours has sent.</summary>
    /// <param name="forgives">What is missing is borne by the society.</param>
    public static Booking? Read(string? text, long depositId, bool forgives)
    {
        if (text?.Split('|') is not [var parts, var credit, var missing, var rest, var parked] || Number(credit) is not { } over || Number(missing) is not { } lacking || Number(rest) is not { } aside)
        {
            return null;
        }

        var read = parts.Split(';', MostParts).Select(ReadPart).ToList();
        return read.TrueForAll(part => part is not null) ? new Booking(depositId, [.. read.OfType<MatchPart>()], new Yen(over), forgives ? new Yen(lacking) : Yen.Zero) { Rest = new Yen(aside), ShownParked = parked == "1" } : null;
    }

    private static string Write(MatchPart part) => string.Create(
        CultureInfo.InvariantCulture, $"{part.MemberId}:{part.Amount.Value}:{string.Join(',', part.Charges)}:{part.OrderId}");

    private static MatchPart? ReadPart(string text)
    {
        if (text.Split(':') is not [var member, var amount, var charges, var order] || Number(member) is not { } memberId || Number(amount) is not { } yen)
        {
            return null;
        }

        var ids = charges.Length == 0 ? [] : charges.Split(',').Select(Number).ToList();
        return ids.TrueForAll(id => id is not null) && (order.Length == 0 || Number(order) is not null)
            ? new MatchPart(memberId, new Yen(yen), [.. ids.OfType<long>()], Number(order))
            : null;
    }

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
