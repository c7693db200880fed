using System.Buffers;
using System.Buffers.Binary;

namespace MemberHub.Platform.Pdf;

/// <summary>A growing buffer that writes what PDF and font files are made of. Its memory is lent and goes back on <see cref="Dispose"/>.</summary>
internal sealed class ByteWriter(int capacity = 4096) : IDisposable
{
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(capacity);

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => buffer.AsSpan(0, Length);

    public ReadOnlyMemory<byte> Memory => buffer.AsMemory(0, Length);

    public ByteWriter Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        return this;
    }

    /// <summary>A number with at most two decimals, in the shortest form. A hundredth of a point is 3.5 µm.</summary>
    public ByteWriter Number(double value)
    {
        var hundredths = (long)Math.Round(value * 100, MidpointRounding.AwayFromZero);
        if (hundredths < 0)
        {
            Write("-"u8);
            hundredths = -hundredths;
        }

        Number(hundredths / 100);
        var rest = (int)(hundredths % 100);
        if (rest > 0)
        {
            Write([(byte)'.', (byte)('0' + (rest / 10)), (byte)('0' + (rest % 10))]);
            Length -= rest % 10 == 0 ? 1 : 0;
        }

        return this;
    }

    public ByteWriter Number(long value)
    {
        Reserve(20);
        Length -= 20;
        System.Buffers.Text.Utf8Formatter.TryFormat(value, buffer.AsSpan(Length), out var written);
        Length += written;
        return this;
    }

    /// <summary>Text that is known to be ASCII.</summary>
    public ByteWriter Ascii(string text)
    {
        System.Text.Encoding.ASCII.GetBytes(text, Reserve(text.Length));
        return this;
    }

    /// <summary>A reference to another object of the file.</summary>
    public ByteWriter Reference(int number) => Number((long)number).Write(" 0 R"u8);

    /// <summary>Four hexadecimal digits.</summary>
    public ByteWriter Hex16(int value)
    {
        var digits = Reserve(4);
        for (var digit = 0; digit < 4; digit++)
        {
            digits[digit] = "0123456789ABCDEF"u8[(value >> (12 - (4 * digit))) & 15];
        }

        return this;
    }

    public void Big16(int value) => BinaryPrimitives.WriteUInt16BigEndian(Reserve(2), unchecked((ushort)value));

    public void Big32(int value) => BinaryPrimitives.WriteInt32BigEndian(Reserve(4), value);

    public void Zeros(int count) => Reserve(count).Clear();

    public void Patch8(int at, int value) => buffer[at] = (byte)value;

    public void Patch16(int at, int value) => BinaryPrimitives.WriteUInt16BigEndian(buffer.AsSpan(at), (ushort)value);

    public void Patch32(int at, int value) => BinaryPrimitives.WriteInt32BigEndian(buffer.AsSpan(at), value);

    /// <summary>Begins anew in the same memory.</summary>
    public void Clear() => Length = 0;

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
        Length = 0;
    }

    private Span<byte> Reserve(int count)
    {
        if (Length + count > buffer.Length)
        {
            ObjectDisposedException.ThrowIf(buffer.Length == 0, this);
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(2 * buffer.Length, Length + count));
            Written.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }

        Length += count;
        return buffer.AsSpan(Length - count, count);
    }
}
