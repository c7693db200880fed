using System.Globalization;
using MemberHub.Domain;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;

namespace MemberHub.Features.Reconciliation;

/// <summary>Reads an amount that a person typed: full-width digits, commas and 円 are accepted.</summary>
internal static class AmountText
{
    /// <summary>1円 up to the largest charge; null for anything else.</summary>
    public static Yen? Read(string typed) =>
        long.TryParse(JapaneseText.Code(typed).Replace(",", "", StringComparison.Ordinal).TrimEnd('円'), NumberStyles.None, CultureInfo.InvariantCulture, out var amount)
        && amount > 0 && amount <= DuesCharge.MaxAmount.Value ? new Yen(amount) : null;
}
