using System.Buffers.Binary;
using System.Text;

namespace MemberHub.Tests.Platform.Circuits;

/// <summary>The little of MessagePack that a browser and its circuit say to each other.</summary>
internal static class BlazorPack
{
    /// <summary>A call of a method of the hub, with its length before it.</summary>
    /// <param name="id">Null where no answer is wanted.</param>
    public static byte[] Call(string? id, string method, params object?[] arguments)
    {
        var body = new List<byte> { 0x95, 0x01, 0x80 };
        Write(body, id);
        Write(body, method);
        body.Add((byte)(0x90 + arguments.Length));
        foreach (var argument in arguments)
        {
            Write(body, argument);
        }

        var message = new List<byte>();
        var length = body.Count;
        do
        {
            message.Add((byte)((length & 0x7F) | (length > 0x7F ? 0x80 : 0)));
            length >>= 7;
        }
        while (length > 0);
        return [.. message, .. body];
    }

    /// <summary>The messages in what was received, each as a list.</summary>
    public static IEnumerable<IReadOnlyList<object?>> Read(byte[] received)
    {
        var at = 0;
        while (at < received.Length)
        {
            var (length, shift) = (0, 0);
            byte part;
            do
            {
                part = received[at++];
                length |= (part & 0x7F) << shift;
                shift += 7;
            }
            while ((part & 0x80) != 0);
            var inside = at;
            at += length;
            yield return (IReadOnlyList<object?>)ReadValue(received, ref inside)!;
        }
    }

    private static void Write(List<byte> body, object? value)
    {
        switch (value)
        {
            case null:
                body.Add(0xC0);
                break;
            case bool yes:
                body.Add(yes ? (byte)0xC3 : (byte)0xC2);
                break;
            case int number:
                body.Add(0xD2);
                body.AddRange(Bytes(4, span => BinaryPrimitives.WriteInt32BigEndian(span, number)));
                break;
            default:
                var text = Encoding.UTF8.GetBytes((string)value);
                body.Add(0xDB);
                body.AddRange(Bytes(4, span => BinaryPrimitives.WriteInt32BigEndian(span, text.Length)));
                body.AddRange(text);
                break;
        }
    }

    private static object? ReadValue(byte[] from, ref int at)
    {
        var kind = from[at++];
        switch (kind)
        {
            case <= 0x7F:
                return (long)kind;
            case >= 0xE0:
                return (long)(sbyte)kind;
            case >= 0x80 and <= 0x8F:
                return Items(from, ref at, 2 * (kind & 0x0F));
            case >= 0x90 and <= 0x9F:
                return Items(from, ref at, kind & 0x0F);
            case >= 0xA0 and <= 0xBF:
                return Text(from, ref at, kind & 0x1F);
            case 0xC0:
                return null;
            case 0xC2 or 0xC3:
                return kind == 0xC3;
            case 0xC4 or 0xD9:
                return Text(from, ref at, (int)Number(from, ref at, 1));
            case 0xC5 or 0xDA:
                return Text(from, ref at, (int)Number(from, ref at, 2));
            case 0xC6 or 0xDB:
                return Text(from, ref at, (int)Number(from, ref at, 4));
            case 0xCA:
                return Number(from, ref at, 4);
            case 0xCB:
                return Number(from, ref at, 8);
            case >= 0xCC and <= 0xCF:
                return Number(from, ref at, 1 << (kind - 0xCC));
            case >= 0xD0 and <= 0xD3:
                return Number(from, ref at, 1 << (kind - 0xD0));
            case 0xDC:
                return Items(from, ref at, (int)Number(from, ref at, 2));
            default:
                throw new FormatException($"0x{kind:X2}");
        }
    }

    private static List<object?> Items(byte[] from, ref int at, int count)
    {
        List<object?> items = [];
        for (var i = 0; i < count; i++)
        {
            items.Add(ReadValue(from, ref at));
        }

        return items;
    }

    private static string Text(byte[] from, ref int at, int length)
    {
        at += length;
        return Encoding.UTF8.GetString(from, at - length, length);
    }

    private static long Number(byte[] from, ref int at, int length)
    {
        var number = 0L;
        for (var i = 0; i < length; i++)
        {
            number = (number << 8) | from[at++];
        }

        return number;
    }

    private static byte[] Bytes(int count, Action<Span<byte>> write)
    {
        var bytes = new byte[count];
        write(bytes);
        return bytes;
    }
}
