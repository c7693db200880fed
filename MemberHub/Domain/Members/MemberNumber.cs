using System.Diagnostics.CodeAnalysis;

namespace MemberHub.Domain.Members;

/// <summary>A member's number (会員番号): 1–12 ASCII digits. Leading zeros count; a number is never given again.</summary>
public readonly record struct MemberNumber : IComparable<MemberNumber>
{
    public const int MaxLength = 12;

    private readonly string? digits;

    private MemberNumber(string digits) => this.digits = digits;

    public string Digits => digits ?? "";

    /// <summary>Reads a number that was already normalised. Throws <see cref="FormatException"/> for anything else than 1–12 digits.</summary>
    public static MemberNumber Parse(string text) =>
        TryParse(text, out var number) ? number.Value : throw new FormatException("A member number has 1 to 12 digits.");

    public static bool TryParse(string? text, [NotNullWhen(true)] out MemberNumber? number)
    {
        number = text is { Length: > 0 and <= MaxLength } && text.All(char.IsAsciiDigit) ? new MemberNumber(text) : null;
        return number is not null;
    }

    public int CompareTo(MemberNumber other) => string.CompareOrdinal(Digits, other.Digits);

    public override string ToString() => Digits;
}
