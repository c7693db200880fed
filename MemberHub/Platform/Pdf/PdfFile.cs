using System.IO.Compression;
using System.Security.Cryptography;

namespace MemberHub.Platform.Pdf;

/// <summary>A PDF file in the making: numbered objects, then the table that finds them.</summary>
internal sealed class PdfFile : IDisposable
{
    private readonly ByteWriter target = new(32 * 1024);
    private readonly List<int> offsets = [];

    public PdfFile() => target.Write("%PDF-1.7\n%"u8).Write([0xE2, 0xE3, 0xCF, 0xD3, (byte)'\n']);

    public ReadOnlySpan<byte> Bytes => target.Written;

    /// <summary>Sets a number aside for an object that is written later.</summary>
    public int Reserve()
    {
        offsets.Add(0);
        return offsets.Count;
    }

    /// <summary>Begins an object; its content is written to the result, then <see cref="End"/> is called.</summary>
    public ByteWriter Begin(int number)
    {
        offsets[number - 1] = target.Length;
        return target.Number((long)number).Write(" 0 obj\n"u8);
    }

    public void End() => target.Write("\nendobj\n"u8);

    /// <summary>Writes a stream, compressed; its dictionary says how long it was before (Length1), as fonts need it.</summary>
    public void CompressedStream(int number, ReadOnlySpan<byte> content)
    {
        using var compressed = new ByteWriter(content.Length + 64);
        Compress(content, compressed);
        Begin(number).Write("<</Filter/FlateDecode/Length1 "u8).Number((long)content.Length);
        EndStream(compressed.Written);
    }

    /// <summary>Writes the rest of a stream's dictionary and its bytes as they are.</summary>
    public void EndStream(ReadOnlySpan<byte> bytes)
    {
        target.Write("/Length "u8).Number((long)bytes.Length).Write(">>stream\n"u8).Write(bytes).Write("\nendstream"u8);
        End();
    }

    /// <summary>Writes the table of objects. The file's identity comes from its bytes, so equal content has equal bytes.</summary>
    public void Finish(int catalog, int info)
    {
        var identity = Convert.ToHexString(SHA256.HashData(target.Written).AsSpan(0, 16));
        var table = target.Length;
        target.Write("xref\n0 "u8).Number((long)offsets.Count + 1).Write("\n0000000000 65535 f \n"u8);
        Span<byte> entry = stackalloc byte[20];
        foreach (var offset in offsets)
        {
            "0000000000 00000 n \n"u8.CopyTo(entry);
            for (var (digit, rest) = (9, offset); rest > 0; digit--, rest /= 10)
            {
                entry[digit] = (byte)('0' + (rest % 10));
            }

            target.Write(entry);
        }

        target.Write("trailer\n<</Size "u8).Number((long)offsets.Count + 1)
            .Write("/Root "u8).Reference(catalog).Write("/Info "u8).Reference(info)
            .Write("/ID[<"u8).Ascii(identity).Write("><"u8).Ascii(identity).Write(">]>>\nstartxref\n"u8)
            .Number((long)table).Write("\n%%EOF\n"u8);
    }

    public void Dispose() => target.Dispose();

    private static void Compress(ReadOnlySpan<byte> content, ByteWriter into)
    {
        using var stream = new ByteWriterStream(into);
        using var deflate = new ZLibStream(stream, CompressionLevel.Optimal);
        deflate.Write(content);
    }
}
