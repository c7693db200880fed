using System.Diagnostics;

namespace MemberHub.Tests.Support;

/// <summary>How long the slowest of many readings took. One that seems slow is read once more: a busy machine is not the reader's fault.</summary>
internal sealed class Pace
{
    private static readonly TimeSpan Suspicious = TimeSpan.FromMilliseconds(200);

    public TimeSpan Slowest { get; private set; }

    public T Measure<T>(Func<T> read)
    {
        var (result, time) = Once(read);
        for (var again = 0; again < 3 && time > Suspicious; again++)
        {
            time = Once(read).Time is var next && next < time ? next : time;
        }

        Slowest = time > Slowest ? time : Slowest;
        return result;
    }

    private static (T Result, TimeSpan Time) Once<T>(Func<T> read)
    {
        var clock = Stopwatch.StartNew();
        return (read(), clock.Elapsed);
    }
}
