using MemberHub.Domain;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Notices;

/// <summary>A field of the notice cannot stay as typed.</summary>
/// <param name="Field">The form's property.</param>
/// <param name="Fault">Names the sentence "Fault.{Fault}".</param>
public sealed record NoticeFaulty(string Field, string Fault) : Refusal;

/// <summary>The notice was changed by somebody else.</summary>
/// <param name="Last">What was done to it, and by whom.</param>
public sealed record NoticeMoved(LatestChange? Last) : Refusal;

/// <summary>There is no such notice, or no longer, or it is not shown to who asks: nobody can tell these apart.</summary>
public sealed record NoticeGone : Refusal;

/// <summary>A field of the broadcast cannot stay as typed.</summary>
/// <param name="Fact">What the sentence names: the unknown merge field.</param>
public sealed record BroadcastFaulty(string Field, string Fault, string Fact = "") : Refusal;

/// <summary>The readers are not those the preview showed.</summary>
public sealed record ReadersChanged(int Now) : Refusal;

/// <summary>It was sent to its end before.</summary>
/// <param name="When">The moment in Japan, in words.</param>
public sealed record BroadcastEnded(string When) : Refusal;

/// <summary>A colleague stopped it before.</summary>
/// <param name="Who">Their name.</param>
/// <param name="When">The moment in Japan, in words.</param>
public sealed record BroadcastStopped(string Who, string When) : Refusal;

/// <summary>There is no such broadcast.</summary>
public sealed record BroadcastNotFound : Refusal;

/// <summary>A colleague took note of it before, or it is gone by another way.</summary>
/// <param name="Last">What was done to it, and by whom; null where it was nobody of the office.</param>
public sealed record FailedMailGone(LatestChange? Last) : Refusal;

/// <summary>The address is none of ours, or was cut on its way.</summary>
public sealed record UnsubscribeLinkNotValid : Refusal;

/// <summary>The text, the audience or a reader is not what the preview showed.</summary>
public sealed record NotAsPreviewed : Refusal;
