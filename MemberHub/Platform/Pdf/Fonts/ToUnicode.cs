namespace MemberHub.Platform.Pdf.Fonts;

/// <summary>Writes the map from sign numbers back to text, so that what is copied or searched is exactly what was printed.</summary>
internal static class ToUnicode
{
    // A range must not cross a multiple of 256, and some readers take no more than 100 at once.
    private const int BlockSize = 64;

    public static void Write(FontSubset subset, ByteWriter target)
    {
        target.Write("""
            /CIDInit /ProcSet findresource begin
            12 dict begin
            begincmap
            /CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
            /CMapName /Adobe-Identity-UCS def
            /CMapType 2 def
            1 begincodespacerange
            <0000> <FFFF>
            endcodespacerange

            """u8);
        var signs = subset.Signs;
        for (var (first, end) = (0, 0); first < signs.Count; first = end)
        {
            end = Math.Min(((first + 1) | (BlockSize - 1)), signs.Count);
            target.Write("1 beginbfrange\n<"u8).Hex16(first + 1).Write("> <"u8).Hex16(end).Write("> ["u8);
            for (var index = first; index < end; index++)
            {
                target.Write("<"u8);
                WriteCodePoint(signs[index].First, target);
                WriteCodePoint(signs[index].Second, target);
                target.Write(">"u8);
            }

            target.Write("]\nendbfrange\n"u8);
        }

        target.Write("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"u8);
    }

    private static void WriteCodePoint(int codePoint, ByteWriter target)
    {
        switch (codePoint)
        {
            case 0:
                break;
            case < 0x10000:
                target.Hex16(codePoint);
                break;
            default:
                target.Hex16(0xD800 + ((codePoint - 0x10000) >> 10)).Hex16(0xDC00 + (codePoint & 0x3FF));
                break;
        }
    }
}
