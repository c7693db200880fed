namespace MemberHub.Tests.Crash;

/// <summary>Counts kills. One that hit no open write proves little, so three in five at least must have hit one.</summary>
internal sealed class KillTally(string scenario)
{
    private const int WholeRun = 50;
    private const int ShortRun = 6;

    private int tries;
    private int kills;
    private int hits;
    private int withPages;

    /// <summary>./test --long.</summary>
    public static bool IsLong => Environment.GetEnvironmentVariable("MEMBERHUB_TEST_LONG") == "1";

    public static int Wanted => IsLong ? WholeRun : ShortRun;

    public bool WantsMore => tries < 3 * Wanted && (kills < Wanted || hits < WantedHits);

    private static int WantedHits => (Wanted * 3 + 4) / 5;

    public void Add(Kill kill)
    {
        tries++;
        kills += kill.Happened ? 1 : 0;
        hits += kill is { Happened: true, WriteWasOpen: true } ? 1 : 0;
        withPages += kill is { Happened: true, LeftPages: true } ? 1 : 0;
    }

    /// <summary>Prints what was done and fails when it was too little.</summary>
    public void AssertEnough()
    {
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{scenario}: {kills} kills in {tries} tries, {hits} of them in an open write, {withPages} with pages of it in the log. "
            + $"Wanted {Wanted} (./test: {ShortRun}, ./test --long: {WholeRun}), {WantedHits} of them in an open write.");
        Assert.True(kills >= Wanted && hits >= WantedHits, $"{kills} kills, {hits} in an open write");
    }
}

/// <summary>One try to kill.</summary>
/// <param name="Happened">False when the process had ended before.</param>
/// <param name="WriteWasOpen">Seen right before the kill.</param>
/// <param name="LeftPages">Pages of an uncommitted write lay in SQLite's log.</param>
internal readonly record struct Kill(bool Happened, bool WriteWasOpen, bool LeftPages);
