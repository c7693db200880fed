using System.Globalization;

namespace MemberHub.Domain;

/// <summary>An amount of money in whole yen (円). Yen has no decimals; overflow throws <see cref="OverflowException"/>.</summary>
public readonly record struct Yen(long Value) : IComparable<Yen>
{
    /// <summary>0円.</summary>
    public static readonly Yen Zero = new(0);

    public static Yen operator +(Yen left, Yen right) => new(checked(left.Value + right.Value));

    public static Yen operator -(Yen left, Yen right) => new(checked(left.Value - right.Value));

    public static Yen operator *(Yen price, int quantity) => new(checked(price.Value * quantity));

    public static bool operator <(Yen left, Yen right) => left.Value < right.Value;

    public static bool operator >(Yen left, Yen right) => left.Value > right.Value;

    public static bool operator <=(Yen left, Yen right) => left.Value <= right.Value;

    public static bool operator >=(Yen left, Yen right) => left.Value >= right.Value;

    /// <summary>The smaller of two amounts.</summary>
    public static Yen Min(Yen left, Yen right) => left < right ? left : right;

    /// <summary>The larger of two amounts.</summary>
    public static Yen Max(Yen left, Yen right) => left > right ? left : right;

    public int CompareTo(Yen other) => Value.CompareTo(other.Value);

    /// <summary>As written in Japanese documents: 12,000円.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value:N0}円");
}

/// <summary>Sums of amounts.</summary>
public static class YenSums
{
    /// <summary>The total of all amounts, 0円 for none.</summary>
    public static Yen Total(this IEnumerable<Yen> amounts) => amounts.Aggregate(Yen.Zero, (sum, amount) => sum + amount);

    /// <summary>The total of the amounts that <paramref name="amountOf"/> reads, 0円 for none.</summary>
    public static Yen Total<T>(this IEnumerable<T> items, Func<T, Yen> amountOf) => items.Select(amountOf).Total();
}
