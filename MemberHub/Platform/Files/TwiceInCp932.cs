namespace MemberHub.Platform.Files;

/// <summary>
/// CP932 has nearly 400 characters twice, 髙 and 﨑 among them: as IBM's extension (rows FA to FC), as Windows writes them, and as NEC's choice of it (NEC選定IBM拡張文字, rows ED and EE), as other
/// programs do; and some signs in NEC's row 87 or IBM's row FA as well as in another. The framework's decoder knows one place for each.
/// </summary>
internal static class TwiceInCp932
{
    private const int RowLength = 188;
    private const int Ideographs = 360;

    private static readonly byte[] Leads = [0x87, 0xED, 0xEE, 0xFA];

    private static readonly Dictionary<int, int> Signs = new()
    {
        [0x8790] = 0x81E0,
        [0x8791] = 0x81DF,
        [0x8792] = 0x81E7,
        [0x8795] = 0x81E3,
        [0x8796] = 0x81DB,
        [0x8797] = 0x81DA,
        [0x879A] = 0x81E6,
        [0x879B] = 0x81BF,
        [0x879C] = 0x81BE,
        [0xFA4A] = 0x8754,
        [0xFA4B] = 0x8755,
        [0xFA4C] = 0x8756,
        [0xFA4D] = 0x8757,
        [0xFA4E] = 0x8758,
        [0xFA4F] = 0x8759,
        [0xFA50] = 0x875A,
        [0xFA51] = 0x875B,
        [0xFA52] = 0x875C,
        [0xFA53] = 0x875D,
        [0xFA54] = 0x81CA,
        [0xFA58] = 0x878A,
        [0xFA59] = 0x8782,
        [0xFA5A] = 0x8784,
        [0xFA5B] = 0x81E6,
        [0xEEF9] = 0x81CA,
    };

    /// <summary>
    /// The same text with each such character where the decoder knows it: of the same length, and the same bytes where there is none. What is no character stays, for the decoder to refuse.
    /// </summary>
    public static ReadOnlySpan<byte> ToDecodable(ReadOnlySpan<byte> cp932)
    {
        if (cp932.IndexOfAny(Leads) < 0)
        {
            return cp932;
        }

        var bytes = cp932.ToArray();
        for (var i = 0; i + 1 < bytes.Length; i++)
        {
            if (!IsLead(bytes[i]))
            {
                continue;
            }

            if (Known(bytes[i], bytes[i + 1]) is { } code)
            {
                (bytes[i], bytes[i + 1]) = ((byte)(code >> 8), (byte)code);
            }

            i++;
        }

        return bytes;
    }

    private static bool IsLead(byte value) => value is (>= 0x81 and <= 0x9F) or (>= 0xE0 and <= 0xFC);

    private static int? Known(byte lead, byte trail) =>
        Signs.TryGetValue((lead << 8) | trail, out var code) ? code
        : lead is 0xED or 0xEE && trail is >= 0x40 and not 0x7F and <= 0xFC ? Ibm(((lead - 0xED) * RowLength) + trail - (trail < 0x7F ? 0x40 : 0x41))
        : null;

    // IBM has the ideographs from FA5C on, behind numerals and signs; in NEC's choice these come last, after two places without a character.
    private static int? Ibm(int place) => place switch
    {
        < Ideographs => Code(place + 0x1C),
        < Ideographs + 2 => null,
        < Ideographs + 12 => Code(place - Ideographs - 2),
        _ => Code(place - Ideographs - 12 + 0x14),
    };

    private static int Code(int place)
    {
        var trail = place % RowLength;
        return ((0xFA + (place / RowLength)) << 8) | (trail + (trail < 0x3F ? 0x40 : 0x41));
    }
}
