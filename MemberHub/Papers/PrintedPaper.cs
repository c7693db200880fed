using MemberHub.Platform.Pdf;

namespace MemberHub.Papers;

/// <summary>A finished document.</summary>
/// <param name="Bytes">The PDF file.</param>
/// <param name="Lacking">What the font could not show; empty as a rule.</param>
public sealed record PrintedPaper(byte[] Bytes, IReadOnlyList<LackingText> Lacking);
