using System.Text;

namespace MemberHub.Platform.Gateways.SbPayment;

/// <summary>
/// A form body (application/x-www-form-urlencoded) whose values are CP932. The framework's reader takes UTF-8 only, so the bytes are
/// read here.
/// </summary>
internal static class Cp932Form
{
    // The result has 35 fields; the rest is for detail rows, which we never send.
    private const int MostFields = 200;

    /// <summary>The fields by name; null when the body is not such a form, or gives a field twice.</summary>
    public static IReadOnlyDictionary<string, string>? Read(ReadOnlySpan<byte> body)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var range in body.Split((byte)'&'))
        {
            var pair = body[range];
            if (pair.IsEmpty)
            {
                continue;
            }

            var equals = pair.IndexOf((byte)'=');
            var name = Unescape(equals < 0 ? pair : pair[..equals]);
            var value = Unescape(equals < 0 ? [] : pair[(equals + 1)..]);
            if (name is null || value is null || !Ascii.IsValid(name) || fields.Count == MostFields
                || Cp932.Decode(value) is not { } text || !fields.TryAdd(Encoding.ASCII.GetString(name), text))
            {
                return null;
            }
        }

        return fields;
    }

    private static byte[]? Unescape(ReadOnlySpan<byte> escaped)
    {
        var bytes = new List<byte>(escaped.Length);
        for (var index = 0; index < escaped.Length; index++)
        {
            switch (escaped[index])
            {
                case (byte)'+':
                    bytes.Add((byte)' ');
                    break;
                case (byte)'%' when index + 2 < escaped.Length && Hex(escaped[index + 1]) is >= 0 and var high && Hex(escaped[index + 2]) is >= 0 and var low:
                    bytes.Add((byte)((high << 4) | low));
                    index += 2;
                    break;
                case (byte)'%':
                    return null;
                default:
                    bytes.Add(escaped[index]);
                    break;
            }
        }

        return [.. bytes];
    }

    private static int Hex(byte digit) => char.IsAsciiHexDigit((char)digit) ? Convert.ToInt32(((char)digit).ToString(), 16) : -1;
}
