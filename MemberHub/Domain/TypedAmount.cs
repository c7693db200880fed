using System.Globalization;
using MemberHub.Domain.Members;

namespace MemberHub.Domain;

/// <summary>Reads an amount as a person types it (金額): full-width digits, commas, ¥ and 円 are accepted.</summary>
public static class TypedAmount
{
    /// <summary>Above nothing; null for anything else.</summary>
    public static Yen? Read(string typed) => ReadYen(typed) is > 0 and var yen ? new Yen(yen) : null;

    /// <summary>Yen, nothing (0) included; null for what is no whole number.</summary>
    public static long? ReadYen(string typed) =>
        long.TryParse(Digits(typed), NumberStyles.None, CultureInfo.InvariantCulture, out var yen) ? yen : null;

    private static string Digits(string typed) =>
        JapaneseText.Code(typed).Replace(",", "", StringComparison.Ordinal).TrimStart(['¥', '￥', '\\']).TrimEnd('円').Trim();
}
