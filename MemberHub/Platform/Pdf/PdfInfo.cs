namespace MemberHub.Platform.Pdf;

/// <summary>What a document says about itself.</summary>
/// <param name="Title">Shown in the reader's title bar.</param>
/// <param name="Author">Who issued it.</param>
/// <param name="CreatedUtc">The UTC moment of creation; a writer that asked the clock could not print the same bytes twice.</param>
/// <param name="Language">The language of the text for screen readers, such as ja.</param>
public sealed record PdfInfo(string Title, string Author, DateTime CreatedUtc, string Language = "ja");

/// <summary>Text for which the font had no glyph: 〓 was printed, or for an unknown variation sequence its plain form.</summary>
/// <param name="Text">One character, or a character and its selector.</param>
public sealed record LackingText(string Text);
