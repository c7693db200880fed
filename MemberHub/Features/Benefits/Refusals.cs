using MemberHub.Domain;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Benefits;

/// <summary>The account belongs to nobody on the roster, such as one of the office's.</summary>
public sealed record BenefitsAreForMembers : Refusal;

/// <summary>Whoever has left has no services any more.</summary>
public sealed record BenefitsEndWithMembership : Refusal;

/// <summary>A field of the benefit cannot stay as typed.</summary>
/// <param name="Field">The form's property.</param>
/// <param name="Fault">Names the sentence "Fault.{Fault}".</param>
public sealed record BenefitFaulty(string Field, string Fault) : Refusal;

/// <summary>The benefit was changed by somebody else, or is gone.</summary>
/// <param name="Last">What was done to it, and by whom; null where it is gone.</param>
public sealed record BenefitMoved(LatestChange? Last) : Refusal;
