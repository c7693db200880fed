using MemberHub.Domain.Societies;

namespace MemberHub.Papers;

/// <summary>What a membership certificate says (会員証).</summary>
public sealed record CertificateContent
{
    /// <summary>The card speaks English, else Japanese.</summary>
    public required bool InEnglish { get; init; }

    public required string SocietyJa { get; init; }

    public required string SocietyEn { get; init; }

    public required string Name { get; init; }

    /// <summary>With its leading zeros.</summary>
    public required string MemberNumber { get; init; }

    /// <summary>In the language of the card.</summary>
    public required string Category { get; init; }

    /// <summary>In the language of the card; empty for none.</summary>
    public required string Rank { get; init; }

    /// <summary>Null where the roster does not know it.</summary>
    public required DateOnly? JoinedOn { get; init; }

    public required DateOnly ValidThrough { get; init; }

    public required DateOnly IssuedOn { get; init; }

    public required Issuer Issuer { get; init; }

    /// <summary>Modules on a side of the QR code of the address where it is checked, its light border included.</summary>
    public required int PictureSize { get; init; }

    /// <summary>Its dark runs: column, row and length in modules.</summary>
    public required IReadOnlyList<(int X, int Y, int Length)> Picture { get; init; }

    /// <summary>The society in the language of the card.</summary>
    public string Society => InEnglish && SocietyEn.Length > 0 ? SocietyEn : SocietyJa;

    /// <summary>The society in the other language; empty where it has no other name.</summary>
    public string SocietyToo => Society == SocietyJa ? (SocietyEn == SocietyJa ? "" : SocietyEn) : SocietyJa;

    /// <summary>正会員・評議員, or Regular member, Councillor.</summary>
    public string CategoryAndRank => Rank.Length == 0 ? Category : InEnglish ? $"{Category}, {Rank}" : $"{Category}・{Rank}";
}
