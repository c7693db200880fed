using MemberHub.Domain;
using MemberHub.Platform.Files.Deposits;
using MemberHub.Tests.Features.Payments.Reliability;
using MemberHub.Tests.Support;

namespace MemberHub.Tests.Platform.Files.Deposits;

/// <summary>R14 for the readers of money files: whatever the bytes are, they are read or refused, and soon.</summary>
[Asvs("1.4.2", "5.2.2", "15.2.2")]
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
        var (refused, pace) = (0, new Pace());
        for (var i = 0; i < times; i++)
        {
            var bytes = MutatedBytes.Of(genuine, new Random(Seed + i));
            var read = pace.Measure(() => Read(file, bytes));
            refused += read.Succeeded ? 0 : 1;
            if (read.Refusal is DepositFileFaulty faulty)
            {
                Assert.InRange(faulty.Faults.Count, 1, DepositFileFaulty.MaxShown);
                Assert.All(faulty.Faults, fault => Assert.InRange(fault.Row, 1, int.MaxValue));
            }
        }

        Assert.True(pace.Slowest < TimeSpan.FromSeconds(1), $"One took {pace.Slowest}.");
        Assert.InRange(refused, times / 10, times);
        Length.Tell($"R14: {file}: {times} mutated files, {refused} refused, none failed, slowest {pace.Slowest.TotalMilliseconds:F1} ms. ./test: 10,000, --long: 1,000,000.");
    }

    private static Result<DepositFileContent> Read(string file, byte[] bytes) =>
        file.EndsWith(".csv", StringComparison.Ordinal) ? AgentCsvFile.Read(bytes) : ZenginFile.Read(bytes, Today);
}
