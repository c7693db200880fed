using MemberHub.Domain;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Settings;

/// <summary>A field of the category or rank cannot stay as typed.</summary>
/// <param name="Field">The form's property.</param>
/// <param name="Fault">Names the sentence "Fault.{Fault}".</param>
public sealed record ClassFaulty(string Field, string Fault) : Refusal;

/// <summary>The category or rank was changed by somebody else, or is gone.</summary>
/// <param name="Last">What was done to it, and by whom; null where it is gone.</param>
public sealed record ClassMoved(LatestChange? Last) : Refusal;

/// <summary>Another category or rank has this code or name; those that ended keep theirs.</summary>
public sealed record ClassTaken : Refusal;

/// <summary>Members have it, or will have it from a coming year on.</summary>
public sealed record ClassInUse(int Members) : Refusal;

/// <summary>Without a category nobody could become a member.</summary>
public sealed record LastCategory : Refusal;
