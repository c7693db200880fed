using MemberHub.Domain;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Profile;

/// <summary>A member who left keeps no profile of their own; the office changes what must be changed.</summary>
public sealed record WithdrawnKeepsNoProfile : Refusal;

/// <summary>Somebody else, or the same person in another window, has saved since the page was opened.</summary>
/// <param name="Last">What was saved, and by whom: for the office. Members are told no name.</param>
public sealed record ProfileChangedMeanwhile(LatestChange? Last) : Refusal;

/// <summary>A field breaks a rule; the page shows which.</summary>
public sealed record ProfileNotValid : Refusal;

/// <summary>There is no such member, or it has no account.</summary>
public sealed record MemberHasNoProfile : Refusal;

/// <summary>Nothing was chosen.</summary>
public sealed record NoProfileChanges : Refusal;
