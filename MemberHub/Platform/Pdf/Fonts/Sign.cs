namespace MemberHub.Platform.Pdf.Fonts;

/// <summary>
/// One printed sign of a text: a code point, alone or with a variation selector or combining mark, and the glyph that shows it.
/// </summary>
/// <param name="Start">The index of its first char in the text.</param>
/// <param name="Length">In chars, 1 to 4.</param>
/// <param name="First">The code point.</param>
/// <param name="Second">The selector or mark; 0 when there is none.</param>
/// <param name="Glyph">What is drawn.</param>
/// <param name="Lacking">Whether the font has no glyph of its own for it, so that a stand-in is drawn.</param>
internal readonly record struct Sign(int Start, int Length, int First, int Second, ushort Glyph, bool Lacking)
{
    /// <summary>Tells signs apart that share a glyph but are different text, such as 葛 with and without its selector.</summary>
    public ulong Key => Glyph | ((ulong)First << 16) | ((ulong)Second << 37);
}
