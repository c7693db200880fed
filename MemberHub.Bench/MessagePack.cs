using System.Buffers.Binary;
using System.Text;

namespace MemberHub.Bench;

/// <summary>As much of MessagePack as a circuit's messages need: null, yes and no, whole numbers, texts, bytes, lists and empty maps.</summary>
internal static class MessagePack
{
    private const byte Nil = 0xc0, False = 0xc2, True = 0xc3, Text32 = 0xdb, Int64 = 0xd3, SmallMap = 0x80, SmallList = 0x90;

    /// <summary>Writes a list of at most 15 items, each null, a bool, a long, a string, a list of such items, or an empty dictionary.</summary>
    public static byte[] Write(IReadOnlyList<object?> message)
    {
        using var stream = new MemoryStream();
        WriteItem(stream, message);
        return stream.ToArray();
    }

    /// <summary>Reads one item and moves on: null, bool, long, double, string, a slice of bytes, or a list of items; a map is read as the list of its keys and values.</summary>
    public static object? Read(ReadOnlyMemory<byte> bytes, ref int at)
    {
        var kind = bytes.Span[at++];
        return kind switch
        {
            <= 0x7f => (long)kind,
            <= 0x8f => ReadList(bytes, ref at, (kind & 0x0f) * 2),
            <= 0x9f => ReadList(bytes, ref at, kind & 0x0f),
            <= 0xbf => ReadText(bytes, ref at, kind & 0x1f),
            Nil => null,
            False => false,
            True => true,
            >= 0xc4 and <= 0xc6 => Take(bytes, ref at, (int)ReadNumber(bytes, ref at, 1 << (kind - 0xc4))),
            0xca => BinaryPrimitives.ReadSingleBigEndian(Take(bytes, ref at, sizeof(float)).Span),
            0xcb => BinaryPrimitives.ReadDoubleBigEndian(Take(bytes, ref at, sizeof(double)).Span),
            >= 0xcc and <= 0xcf => ReadNumber(bytes, ref at, 1 << (kind - 0xcc)),
            0xd0 => (long)(sbyte)bytes.Span[at++],
            0xd1 => (long)(short)ReadNumber(bytes, ref at, 2),
            0xd2 => (long)(int)ReadNumber(bytes, ref at, 4),
            Int64 => ReadNumber(bytes, ref at, 8),
            >= 0xd9 and <= Text32 => ReadText(bytes, ref at, (int)ReadNumber(bytes, ref at, 1 << (kind - 0xd9))),
            0xdc or 0xdd => ReadList(bytes, ref at, (int)ReadNumber(bytes, ref at, kind == 0xdc ? 2 : 4)),
            0xde or 0xdf => ReadList(bytes, ref at, (int)ReadNumber(bytes, ref at, kind == 0xde ? 2 : 4) * 2),
            >= 0xe0 => (long)(sbyte)kind,
            _ => throw new FormatException($"MessagePack kind {kind:x2} is not expected here."),
        };
    }

    private static void WriteItem(MemoryStream stream, object? item)
    {
        switch (item)
        {
            case null:
                stream.WriteByte(Nil);
                break;
            case bool value:
                stream.WriteByte(value ? True : False);
                break;
            case long value:
                stream.WriteByte(Int64);
                WriteNumber(stream, value, sizeof(long));
                break;
            case string text:
                var bytes = Encoding.UTF8.GetBytes(text);
                stream.WriteByte(Text32);
                WriteNumber(stream, bytes.Length, sizeof(int));
                stream.Write(bytes);
                break;
            case System.Collections.IDictionary { Count: 0 }:
                stream.WriteByte(SmallMap);
                break;
            case IReadOnlyList<object?> { Count: <= 15 } list:
                stream.WriteByte((byte)(SmallList | list.Count));
                foreach (var part in list)
                {
                    WriteItem(stream, part);
                }

                break;
            default:
                throw new ArgumentException($"A {item.GetType().Name} is never sent.", nameof(item));
        }
    }

    private static void WriteNumber(MemoryStream stream, long value, int size)
    {
        for (var shift = (size - 1) * 8; shift >= 0; shift -= 8)
        {
            stream.WriteByte((byte)(value >> shift));
        }
    }

    private static long ReadNumber(ReadOnlyMemory<byte> bytes, ref int at, int size)
    {
        var value = 0L;
        foreach (var part in Take(bytes, ref at, size).Span)
        {
            value = (value << 8) | part;
        }

        return value;
    }

    private static string ReadText(ReadOnlyMemory<byte> bytes, ref int at, int length) => Encoding.UTF8.GetString(Take(bytes, ref at, length).Span);

    private static object?[] ReadList(ReadOnlyMemory<byte> bytes, ref int at, int count)
    {
        var list = new object?[count];
        for (var i = 0; i < count; i++)
        {
            list[i] = Read(bytes, ref at);
        }

        return list;
    }

    private static ReadOnlyMemory<byte> Take(ReadOnlyMemory<byte> bytes, ref int at, int length)
    {
        at += length;
        return bytes.Slice(at - length, length);
    }
}
