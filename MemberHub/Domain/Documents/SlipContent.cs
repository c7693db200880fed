using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;

namespace MemberHub.Domain.Documents;

/// <summary>What is printed on a payment slip (払込取扱票) and on what goes into the envelope with it.</summary>
public sealed record SlipContent
{
    /// <summary>請求番号, such as S-2026-000317.</summary>
    public required string Number { get; init; }

    public required string MemberNumber { get; init; }

    /// <summary>Where it goes; the name stands on the slip, too.</summary>
    public required MailingAddress To { get; init; }

    /// <summary>The member's telephone, in three parts with hyphens, or empty: the slip has three boxes for it.</summary>
    public string Phone { get; init; } = "";

    /// <summary>One per charge, oldest first.</summary>
    public required IReadOnlyList<SlipLine> Lines { get; init; }

    public Yen Amount => Lines.Total(line => line.Amount);
}

/// <summary>A charge on a payment slip.</summary>
public sealed record SlipLine(FiscalYear Year, DuesItem Item, Yen Amount);

/// <summary>Whose slips they are: the same for all of a pile.</summary>
public sealed record SlipIssuer(PostalAccount Account, SlipPrinting Printing, Issuer Issuer);
