using MemberHub.Domain;

namespace MemberHub.Features.Slips;

/// <summary>The society has no postal transfer account in its settings.</summary>
public sealed record NoPostalAccount : Refusal;

/// <summary>Nothing was chosen, or nothing is left at that stage.</summary>
public sealed record NoSlips : Refusal;

/// <summary>A member is not told no without a reason; or it is longer than the member's page shows.</summary>
public sealed record SlipReasonMissing(int Longest) : Refusal;

/// <summary>The day of posting lies ahead or too far back.</summary>
public sealed record SlipDayWrong(DateOnly Earliest, DateOnly Latest) : Refusal;

/// <summary>There is no such pile in this society.</summary>
public sealed record PileNotFound : Refusal;

/// <summary>The pile is printed to its end; nothing of it can be stopped any more.</summary>
public sealed record PilePrinted : Refusal;

/// <summary>A colleague stopped the pile before.</summary>
/// <param name="Who">Their name; empty when they are not of the office any more.</param>
/// <param name="When">The moment in Japan, in words.</param>
public sealed record PileStopped(string Who, string When) : Refusal;

/// <summary>There is no such slip, or it has been paid or cancelled.</summary>
public sealed record SlipNotFound : Refusal;
