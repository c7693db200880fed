using System.Diagnostics;
using MemberHub.Domain;
using MemberHub.Platform.Files.Deposits;
using MemberHub.Tests.Features.Payments.Reliability;
using MemberHub.Tests.Support;

namespace MemberHub.Tests.Platform.Files.Deposits;

/// <summary>R14 for the readers of money files: whatever the bytes are, they are read or refused, and soon.</summary>
[Trait("Runs", "Once")]
public sealed class DepositFileFuzzTests
{
    private const int Seed = 20_261_122;

    private static readonly DateOnly Today = new(2026, 11, 22);

    public static TheoryData<string> Files => ["nyushukkin.txt", "furikomi.txt", "shuno.csv"];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_million_mutated_files_are_read_or_refused(string file)
    {
        var genuine = File.ReadAllBytes(Samples.PathOf(file));
        var times = Length.Of(10_000, 1_000_000);
        var (refused, slowest) = (0, TimeSpan.Zero);
        for (var i = 0; i < times; i++)
        {
            var bytes = Mutate(genuine, new Random(Seed + i));
            var clock = Stopwatch.StartNew();
            var read = Read(file, bytes);
            slowest = clock.Elapsed > slowest ? clock.Elapsed : slowest;
            refused += read.Succeeded ? 0 : 1;
            if (read.Refusal is DepositFileFaulty faulty)
            {
                Assert.InRange(faulty.Faults.Count, 1, DepositFileFaulty.MaxShown);
                Assert.All(faulty.Faults, fault => Assert.InRange(fault.Row, 1, int.MaxValue));
            }
        }

        Assert.True(slowest < TimeSpan.FromSeconds(1), $"One took {slowest}.");
        Assert.InRange(refused, times / 10, times);
        Length.Tell($"R14: {file}: {times} mutated files, {refused} refused, none failed, slowest {slowest.TotalMilliseconds:F1} ms. ./test: 10,000, --long: 1,000,000.");
    }

    private static Result<DepositFileContent> Read(string file, byte[] bytes) =>
        file.EndsWith(".csv", StringComparison.Ordinal) ? AgentCsvFile.Read(bytes) : ZenginFile.Read(bytes, Today);

    private static byte[] Mutate(byte[] genuine, Random random)
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
