using MemberHub.Components.Displays;

namespace MemberHub.Features.Reconciliation.Office;

/// <summary>What a page says about what was just done.</summary>
public sealed record Said(string Text, Tone Tone)
{
    public static Said Done(string text) => new(text, Tone.Wait);

    public static Said Refused(string text) => new(text, Tone.Stop);
}
