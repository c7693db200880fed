using MemberHub.Domain;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Settings;

/// <summary>A member category as typed.</summary>
public sealed class CategoryForm
{
    /// <summary>Cannot be changed once it is saved: files name it.</summary>
    public string? Code { get; set; }

    public string? NameJa { get; set; }

    /// <summary>Without an English name, the Japanese one is shown.</summary>
    public string? NameEn { get; set; }

    public bool IsOrganisation { get; set; }

    /// <summary>Of a new one: yen for a year and unit, 0 for a category that pays nothing, empty for what the schedule will say.</summary>
    public string? Dues { get; set; }

    /// <summary>The version that was opened.</summary>
    public int Version { get; set; }

    internal static CategoryForm Of(MemberCategory category) => new()
    {
        Code = category.Code,
        NameJa = category.NameJa,
        NameEn = category.NameEn == category.NameJa ? "" : category.NameEn,
        IsOrganisation = category.IsOrganisation,
        Version = category.Version,
    };

    internal ClassFaulty? Fault(bool isNew) => ClassFields.Fault(Code, NameJa, NameEn, isNew) ?? (isNew && !ClassFields.IsAmount(Dues) ? new(nameof(Dues), "Amount") : null);
}

/// <summary>A rank as typed.</summary>
public sealed class RankForm
{
    /// <inheritdoc cref="CategoryForm.Code"/>
    public string? Code { get; set; }

    public string? NameJa { get; set; }

    /// <inheritdoc cref="CategoryForm.NameEn"/>
    public string? NameEn { get; set; }

    /// <summary>Of a new one: yen above what the category pays (加算額); empty for none.</summary>
    public string? Surcharge { get; set; }

    /// <summary>Of a new one: the categories whose members pay it.</summary>
    public List<long> Categories { get; set; } = [];

    /// <inheritdoc cref="CategoryForm.Version"/>
    public int Version { get; set; }

    internal static RankForm Of(Rank rank) => new() { Code = rank.Code, NameJa = rank.NameJa, NameEn = rank.NameEn == rank.NameJa ? "" : rank.NameEn, Version = rank.Version };

    internal ClassFaulty? Fault(bool isNew) => ClassFields.Fault(Code, NameJa, NameEn, isNew)
        ?? (!isNew ? null
            : !ClassFields.IsAmount(Surcharge) ? new(nameof(Surcharge), "Amount")
            : (ClassFields.Amount(Surcharge) > Yen.Zero) != (Categories.Count > 0) ? new(nameof(Surcharge), "SurchargeFor")
            : null);
}

/// <summary>What categories and ranks have in common.</summary>
internal static class ClassFields
{
    public static ClassFaulty? Fault(string? code, string? nameJa, string? nameEn, bool isNew) => (JapaneseText.Code(code ?? ""), Name(nameJa), Name(nameEn)) switch
    {
        var (typed, _, _) when isNew && (typed.Length is 0 or > MemberCategory.CodeMaxLength || !typed.All(char.IsAsciiLetterOrDigit)) => new("Code", "Code"),
        (_, "", _) => new("NameJa", "Required"),
        ({ }, { Length: > MemberCategory.NameMaxLength }, _) => new("NameJa", "NameTooLong"),
        ({ }, _, { Length: > MemberCategory.NameMaxLength }) => new("NameEn", "NameTooLong"),
        var (_, ja, en) when JapaneseText.HasControlCharacters(ja + en) => new("NameJa", "Control"),
        _ => null,
    };

    public static string Name(string? typed) => JapaneseText.Text(typed ?? "");

    /// <summary>The Japanese name where there is no English one.</summary>
    public static (string Ja, string En) Names(string? ja, string? en) => (Name(ja), Name(en) is { Length: > 0 } english ? english : Name(ja));

    public static bool IsAmount(string? typed) => string.IsNullOrWhiteSpace(typed) || Amount(typed) is not null;

    /// <summary>Null where nothing, or no amount, was typed.</summary>
    public static Yen? Amount(string? typed) =>
        TypedAmount.ReadYen(typed ?? "") is { } yen && yen <= DuesCharge.MaxAmount.Value ? new Yen(yen) : null;
}
