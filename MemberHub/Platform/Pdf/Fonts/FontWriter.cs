using System.Security.Cryptography;

namespace MemberHub.Platform.Pdf.Fonts;

/// <summary>Writes a subset as an embedded composite font (Type 0, Identity-H) into a PDF file.</summary>
internal static class FontWriter
{
    private const int FullWidth = 1000;

    /// <summary>Writes all objects of the font and answers the number of the one that pages refer to.</summary>
    public static int Write(FontSubset subset, PdfFile file)
    {
        var (font, descendant, descriptor, program, unicode) =
            (file.Reserve(), file.Reserve(), file.Reserve(), file.Reserve(), file.Reserve());
        using var bytes = new ByteWriter(96 * 1024);
        SubsetFile.Write(subset, bytes);
        var name = NameOf(subset);

        file.Begin(font).Write("<</Type/Font/Subtype/Type0/BaseFont/"u8).Ascii(name).Write("/Encoding/Identity-H/DescendantFonts["u8)
            .Reference(descendant).Write("]/ToUnicode "u8).Reference(unicode).Write(">>"u8);
        file.End();
        WriteDescendant(subset, name, descendant, descriptor, file);
        WriteDescriptor(subset.Font, name, descriptor, program, file);
        file.BeginStream(program).Write("/Length1 "u8).Number((long)bytes.Length);
        file.EndCompressed(bytes.Written);

        using var map = new ByteWriter();
        ToUnicode.Write(subset, map);
        file.BeginStream(unicode);
        file.EndCompressed(map.Written);
        return font;
    }

    /// <summary>The tag of six letters that a subset's name must begin with comes from its signs: equal input, equal bytes.</summary>
    private static string NameOf(FontSubset subset)
    {
        using var keys = new ByteWriter();
        foreach (var sign in subset.Signs)
        {
            keys.Big32((int)sign.Key);
            keys.Big32((int)(sign.Key >> 32));
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(keys.Written, hash);
        Span<char> tag = stackalloc char[6];
        for (var letter = 0; letter < tag.Length; letter++)
        {
            tag[letter] = (char)('A' + (hash[letter] % 26));
        }

        return $"{tag}+{subset.Font.Name}";
    }

    private static void WriteDescendant(FontSubset subset, string name, int number, int descriptor, PdfFile file)
    {
        var target = file.Begin(number).Write("<</Type/Font/Subtype/CIDFontType2/BaseFont/"u8).Ascii(name)
            .Write("/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/CIDToGIDMap/Identity/DW 1000/FontDescriptor "u8)
            .Reference(descriptor).Write("/W["u8);
        var open = false;
        for (var index = 0; index < subset.Signs.Count; index++)
        {
            var width = subset.Font.AdvanceOf(subset.Signs[index].Glyph);
            if (width != FullWidth)
            {
                if (!open)
                {
                    target.Number((long)index + 1).Write("["u8);
                }

                target.Number((long)width).Write(" "u8);
            }
            else if (open)
            {
                target.Write("]"u8);
            }

            open = width != FullWidth;
        }

        target.Write(open ? "]]>>"u8 : "]>>"u8);
        file.End();
    }

    private static void WriteDescriptor(TrueTypeFont font, string name, int number, int program, PdfFile file)
    {
        const int Symbolic = 4;
        var target = file.Begin(number).Write("<</Type/FontDescriptor/FontName/"u8).Ascii(name)
            .Write("/Flags "u8).Number((long)Symbolic).Write("/FontBBox["u8);
        foreach (var side in font.Box)
        {
            target.Number((long)side).Write(" "u8);
        }

        // No file states its stem width; readers use it only for a font that is not embedded.
        target.Write("]/ItalicAngle 0/Ascent "u8).Number((long)font.Ascent).Write("/Descent "u8).Number((long)font.Descent)
            .Write("/CapHeight "u8).Number((long)font.CapHeight).Write("/StemV "u8).Number((long)font.Weight / 5)
            .Write("/FontFile2 "u8).Reference(program).Write(">>"u8);
        file.End();
    }
}
