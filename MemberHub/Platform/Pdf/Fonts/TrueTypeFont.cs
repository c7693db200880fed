using System.Buffers.Binary;
using System.Text;

namespace MemberHub.Platform.Pdf.Fonts;

/// <summary>
/// A font file with TrueType outlines (.ttf, or the first face of a .ttc), read once and shared by all documents and threads.
/// Lengths are in thousandths of the font size unless a member says otherwise.
/// </summary>
public sealed class TrueTypeFont
{
    /// <summary>〓 (geta), which printers set for a sign they lack.</summary>
    private const int Geta = 0x3013;

    private readonly byte[] file;
    private readonly Dictionary<string, Range> tables;
    private readonly CharacterMap characters;
    private readonly Range outlines;
    private readonly Range metrics;
    private readonly Range offsets;
    private readonly bool longOffsets;
    private readonly int metricsCount;
    private readonly SubsetGlyph?[] subsetGlyphs;

    private TrueTypeFont(byte[] file)
    {
        this.file = file;
        tables = ReadDirectory(file);
        if (!tables.TryGetValue("glyf", out outlines))
        {
            throw new InvalidDataException("The font has no TrueType outlines.");
        }

        metrics = tables["hmtx"];
        offsets = tables["loca"];
        characters = new CharacterMap(file.AsMemory(tables["cmap"]));
        var head = Table("head");
        UnitsPerEm = Read16(head, 18);
        Box = [.. Enumerable.Range(0, 4).Select(side => Scale(ReadSigned(Table("head"), 36 + (2 * side))))];
        longOffsets = ReadSigned(head, 50) == 1;
        metricsCount = Read16(Table("hhea"), 34);
        subsetGlyphs = new SubsetGlyph?[Read16(Table("maxp"), 4)];
        var os2 = Table("OS/2");
        Ascent = Scale(ReadSigned(os2, 68));
        Descent = Scale(ReadSigned(os2, 70));
        CapHeight = Read16(os2, 0) >= 2 ? Scale(ReadSigned(os2, 88)) : Ascent;
        Weight = Read16(os2, 4);
        Name = ReadName() ?? "Font";
        MissingGlyph = GlyphOf(Geta);
    }

    /// <summary>The PostScript name, such as NotoSansJP-Bold.</summary>
    public string Name { get; }

    /// <summary>The top of the em box above the baseline.</summary>
    public int Ascent { get; }

    /// <summary>The bottom of the em box; negative below the baseline.</summary>
    public int Descent { get; }

    /// <summary>The height of a capital letter.</summary>
    public int CapHeight { get; }

    /// <summary>100 to 900; 400 is regular, 700 is bold.</summary>
    public int Weight { get; }

    /// <summary>Left, bottom, right and top of a box that holds every glyph.</summary>
    internal int[] Box { get; }

    internal int UnitsPerEm { get; }

    /// <summary>What is printed for a character the font lacks: 〓, or the empty box (glyph 0) where even that is missing.</summary>
    internal ushort MissingGlyph { get; }

    /// <summary>Reads a font file. One without TrueType outlines throws <see cref="InvalidDataException"/>.</summary>
    public static TrueTypeFont Load(string path)
    {
        try
        {
            return new TrueTypeFont(File.ReadAllBytes(path));
        }
        catch (Exception broken) when (broken is ArgumentOutOfRangeException or IndexOutOfRangeException or KeyNotFoundException)
        {
            throw new InvalidDataException("The font file is broken.", broken);
        }
    }

    /// <summary>Whether a file begins as a font that <see cref="Load"/> can read.</summary>
    public static bool CanLoad(string path)
    {
        using var stream = File.OpenRead(path);
        Span<byte> start = stackalloc byte[4];
        return stream.ReadAtLeast(start, 4, throwOnEndOfStream: false) == 4
            && (start.SequenceEqual("\0\u0001\0\0"u8) || start.SequenceEqual("true"u8));
    }

    /// <summary>Whether the font has a sign of its own for this code point.</summary>
    public bool Has(int codePoint) => GlyphOf(codePoint) != 0;

    /// <summary>The signs of a text that would be drawn as 〓, each once, in their order. One whose variant alone is unknown is drawn in its plain form.</summary>
    public IReadOnlyList<string> Missing(string text)
    {
        var missing = new List<string>();
        var signs = new SignReader(this, text);
        while (signs.MoveNext())
        {
            if (signs.Current is { Lacking: true } sign && sign.Glyph == MissingGlyph)
            {
                missing.Add(text.Substring(sign.Start, sign.Length));
            }
        }

        return [.. missing.Distinct()];
    }

    /// <summary>The glyph of a code point; 0 when there is none.</summary>
    internal ushort GlyphOf(int codePoint) => characters.GlyphOf(codePoint);

    /// <summary>The glyph of an ideographic variation sequence (IVS); null when the font does not know the sequence.</summary>
    internal ushort? VariantOf(int codePoint, int selector) => characters.VariantOf(codePoint, selector);

    /// <summary>How far the pen moves.</summary>
    internal int AdvanceOf(ushort glyph) => Scale(AdvanceUnitsOf(glyph));

    /// <summary>How far the pen moves, in font units.</summary>
    internal int AdvanceUnitsOf(ushort glyph) => Read16(file.AsSpan(metrics), 4 * Math.Min(glyph, metricsCount - 1));

    /// <summary>The glyph as documents embed it. Two threads may make it at once; they make the same.</summary>
    internal SubsetGlyph SubsetGlyphOf(ushort glyph) => subsetGlyphs[glyph] ??= SubsetGlyph.Make(this, glyph);

    /// <summary>The outline as the file has it; empty for a space.</summary>
    internal ReadOnlySpan<byte> OutlineOf(ushort glyph)
    {
        var index = file.AsSpan(offsets);
        var (start, end) = longOffsets
            ? (ReadInt(index, 4 * glyph), ReadInt(index, (4 * glyph) + 4))
            : (2 * Read16(index, 2 * glyph), 2 * Read16(index, (2 * glyph) + 2));
        return file.AsSpan(outlines)[start..end];
    }

    /// <summary>A table of the file; empty when it has none of that name.</summary>
    internal ReadOnlySpan<byte> Table(string tag) => tables.TryGetValue(tag, out var range) ? file.AsSpan(range) : [];

    private int Scale(int units) => UnitsPerEm == 1000 ? units : (int)Math.Round(units * 1000.0 / UnitsPerEm);

    private static Dictionary<string, Range> ReadDirectory(ReadOnlySpan<byte> file)
    {
        var start = file.StartsWith("ttcf"u8) ? ReadInt(file, 12) : 0;
        var directory = new Dictionary<string, Range>();
        for (var entry = start + 12; entry < start + 12 + (16 * Read16(file, start + 4)); entry += 16)
        {
            var offset = ReadInt(file, entry + 8);
            directory[Encoding.ASCII.GetString(file.Slice(entry, 4))] = offset..(offset + ReadInt(file, entry + 12));
        }

        return directory;
    }

    private string? ReadName()
    {
        const int PostScriptName = 6, Windows = 3;
        var table = Table("name");
        var texts = Read16(table, 4);
        for (var record = 6; record < 6 + (12 * Read16(table, 2)); record += 12)
        {
            if (Read16(table, record) == Windows && Read16(table, record + 6) == PostScriptName)
            {
                return Encoding.BigEndianUnicode.GetString(table.Slice(texts + Read16(table, record + 10), Read16(table, record + 8)));
            }
        }

        return null;
    }

    private static int Read16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);

    private static int ReadSigned(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt16BigEndian(bytes[at..]);

    private static int ReadInt(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt32BigEndian(bytes[at..]);
}
