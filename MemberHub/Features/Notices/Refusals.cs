using MemberHub.Domain;

namespace MemberHub.Features.Notices;

/// <summary>A field of the notice cannot stay as typed.</summary>
/// <param name="Field">The form's property.</param>
/// <param name="Fault">Names the sentence "Fault.{Fault}".</param>
public sealed record NoticeFaulty(string Field, string Fault) : Refusal;

/// <summary>The notice was changed by somebody else, or is gone.</summary>
public sealed record NoticeMoved : Refusal;

/// <summary>A field of the broadcast cannot stay as typed.</summary>
/// <param name="Fact">What the sentence names: the unknown merge field.</param>
public sealed record BroadcastFaulty(string Field, string Fault, string Fact = "") : Refusal;

/// <summary>The readers are not those the preview showed.</summary>
public sealed record ReadersChanged(int Now) : Refusal;

/// <summary>It was sent to its end, or stopped, before.</summary>
public sealed record BroadcastEnded : Refusal;

/// <summary>A colleague took note of it before.</summary>
public sealed record FailedMailGone : Refusal;

/// <summary>The address is none of ours, or was cut on its way.</summary>
public sealed record UnsubscribeLinkNotValid : Refusal;

/// <summary>The text, the audience or a reader is not what the preview showed.</summary>
public sealed record NotAsPreviewed : Refusal;
