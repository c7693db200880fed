namespace MemberHub.Components.Forms;

/// <summary>A line of the <see cref="ErrorSummary"/>.</summary>
/// <param name="Text">The sentence, with the field's label where there is one.</param>
/// <param name="FieldId">The id of the input it jumps to; null when it is about no single field.</param>
public sealed record ErrorLine(string Text, string? FieldId = null);
