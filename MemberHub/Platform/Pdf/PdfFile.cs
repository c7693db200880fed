using System.IO.Compression;
using System.Security.Cryptography;

namespace MemberHub.Platform.Pdf;

/// <summary>
/// A PDF file in the making. Its objects are packed into compressed streams; a table at the end finds them (PDF 1.5). What is written can be
/// sent away at any time; the table alone is kept to the end.
/// </summary>
internal sealed class PdfFile : IDisposable
{
    private const int ObjectsPerStream = 200;

    // Outlines of glyphs repeat little: level 6 searches a fifth longer and wins ten bytes.
    private static readonly ZLibCompressionOptions Compression = new() { CompressionLevel = 5 };

    private readonly ByteWriter target = new(32 * 1024);
    private readonly ByteWriter packed = new();
    private readonly List<(int Number, int Offset)> packedObjects = [];
    private readonly List<Entry> entries = [default];
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private int sent;

    public PdfFile() => target.Write("%PDF-1.7\n%"u8).Write([0xE2, 0xE3, 0xCF, 0xD3, (byte)'\n']);

    /// <summary>What has not been sent: the whole file if nothing was.</summary>
    public ReadOnlySpan<byte> Waiting => target.Written;

    private int Place => checked(sent + target.Length);

    /// <summary>Sets a number aside for an object that is written later.</summary>
    public int Reserve()
    {
        entries.Add(default);
        return entries.Count - 1;
    }

    /// <summary>Begins an object; its content is written to the result, then <see cref="End"/> is called.</summary>
    public ByteWriter Begin(int number)
    {
        packedObjects.Add((number, packed.Length));
        return packed;
    }

    public void End()
    {
        packed.Write("\n"u8);
        if (packedObjects.Count == ObjectsPerStream)
        {
            WritePacked();
        }
    }

    /// <summary>Begins an object with bytes of its own; entries of its dictionary may follow, then <see cref="EndStream"/> is called.</summary>
    public ByteWriter BeginStream(int number)
    {
        entries[number] = new Entry(1, Place, 0);
        return target.Number((long)number).Write(" 0 obj\n<<"u8);
    }

    /// <summary>Writes the bytes of a stream as they are.</summary>
    public void EndStream(ReadOnlySpan<byte> bytes) =>
        target.Write("/Length "u8).Number((long)bytes.Length).Write(">>stream\n"u8).Write(bytes).Write("\nendstream\nendobj\n"u8);

    /// <summary>Writes the bytes of a stream, compressed.</summary>
    public void EndCompressed(ReadOnlySpan<byte> content)
    {
        using var compressed = new ByteWriter(content.Length + 64);
        using (var stream = new ByteWriterStream(compressed))
        using (var deflate = new ZLibStream(stream, Compression))
        {
            deflate.Write(content);
        }

        target.Write("/Filter/FlateDecode"u8);
        EndStream(compressed.Written);
    }

    /// <summary>Writes what is left and the table. The file's identity comes from its bytes, so equal content has equal bytes.</summary>
    public void Finish(int catalog, int info)
    {
        WritePacked();
        hash.AppendData(target.Written);
        var identity = Convert.ToHexString(hash.GetHashAndReset().AsSpan(0, 16));
        var table = Reserve();
        var start = Place;
        BeginStream(table).Write("/Type/XRef/W[1 4 2]/Size "u8).Number((long)entries.Count)
            .Write("/Root "u8).Reference(catalog).Write("/Info "u8).Reference(info)
            .Write("/ID[<"u8).Ascii(identity).Write("><"u8).Ascii(identity).Write(">]"u8);
        using var rows = new ByteWriter(7 * entries.Count);
        foreach (var entry in entries)
        {
            rows.Write([entry.Type]);
            rows.Big32(entry.Place);
            rows.Big16(entry.Index);
        }

        EndCompressed(rows.Written);
        target.Write("startxref\n"u8).Number((long)start).Write("\n%%EOF\n"u8);
    }

    /// <summary>Hands what was written so far to a stream and uses its memory again.</summary>
    public async Task SendAsync(Stream stream, CancellationToken cancel)
    {
        await stream.WriteAsync(target.Memory, cancel);
        hash.AppendData(target.Written);
        sent = Place;
        target.Clear();
    }

    public void Dispose()
    {
        hash.Dispose();
        target.Dispose();
        packed.Dispose();
    }

    private void WritePacked()
    {
        if (packedObjects.Count == 0)
        {
            return;
        }

        using var content = new ByteWriter(packed.Length + (12 * packedObjects.Count));
        var stream = Reserve();
        for (var index = 0; index < packedObjects.Count; index++)
        {
            var (number, offset) = packedObjects[index];
            entries[number] = new Entry(2, stream, index);
            content.Number((long)number).Write(" "u8).Number((long)offset).Write(" "u8);
        }

        var first = content.Length;
        content.Write(packed.Written);
        BeginStream(stream).Write("/Type/ObjStm/N "u8).Number((long)packedObjects.Count).Write("/First "u8).Number((long)first);
        EndCompressed(content.Written);
        packed.Clear();
        packedObjects.Clear();
    }

    /// <summary>Where an object is: type 1 at a place in the file, type 2 at an index of the stream with that number.</summary>
    private readonly record struct Entry(byte Type, int Place, int Index);
}
