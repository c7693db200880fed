namespace MemberHub.Platform.Pdf.Fonts;

/// <summary>The signs of one font that a document prints, numbered in the order of their first use. Not thread-safe; one per document.</summary>
internal sealed class FontSubset(TrueTypeFont font)
{
    private readonly Dictionary<ulong, ushort> numbers = [];
    private readonly List<Sign> signs = [];

    public TrueTypeFont Font => font;

    /// <summary>The first has the number 1; 0 is the font's own empty box.</summary>
    public IReadOnlyList<Sign> Signs => signs;

    /// <summary>The number (CID) under which a sign is written into the page.</summary>
    public ushort NumberOf(in Sign sign)
    {
        if (!numbers.TryGetValue(sign.Key, out var number))
        {
            signs.Add(sign);
            number = checked((ushort)signs.Count);
            numbers.Add(sign.Key, number);
        }

        return number;
    }
}
