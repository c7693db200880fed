namespace MemberHub.Tests.Support;

/// <summary>Changes a genuine file as faults, editors and strangers do: bytes come, go, move, turn.</summary>
internal static class MutatedBytes
{
    /// <summary>One change, and more with ever less likelihood.</summary>
    public static byte[] Of(byte[] genuine, Random random)
    {
        var bytes = genuine;
        do
        {
            bytes = Once(bytes, random);
        }
        while (random.Next(3) == 0);
        return bytes;
    }

    private static byte[] Once(byte[] bytes, Random random)
    {
        var at = random.Next(bytes.Length + 1);
        var until = Math.Min(bytes.Length, at + random.Next(1, 300));
        switch (random.Next(9))
        {
            case 0:
                return [.. bytes[..at], (byte)random.Next(256), .. bytes[at..]];
            case 1:
                return [.. bytes[..at], .. bytes[until..]];
            case 2:
                return bytes[..at];
            case 3:
                return [.. bytes, .. bytes[at..until]];
            case 4:
                return [.. bytes[..at], .. "\r\n\",0123456789ｶﾞ"u8[random.Next(8)..], .. bytes[at..]];
            case 5:
                return [.. bytes[..at], .. bytes[at..until].Select(_ => (byte)random.Next(256)), .. bytes[until..]];
            case 6 when bytes.Length > 200:
                var (one, other) = (random.Next(bytes.Length / 200) * 200, random.Next(bytes.Length / 200) * 200);
                var swapped = bytes.ToArray();
                bytes.AsSpan(one, 200).CopyTo(swapped.AsSpan(other));
                return swapped;
            case 7:
                return [.. bytes[..at], .. bytes[at..until].Select(octet => (byte)(octet ^ (1 << random.Next(8)))), .. bytes[until..]];
            default:
                var digits = bytes.ToArray();
                if (digits.Length > 0)
                {
                    digits[random.Next(digits.Length)] = (byte)('0' + random.Next(10));
                }

                return digits;
        }
    }
}
