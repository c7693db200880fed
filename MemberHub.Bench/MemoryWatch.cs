namespace MemberHub.Bench;

/// <summary>How much memory a piece of work takes at most, looked at every 20 ms.</summary>
internal sealed class MemoryWatch : IDisposable
{
    private static readonly TimeSpan Pulse = TimeSpan.FromMilliseconds(20);

    private readonly long managedBefore, workingSetBefore;
    private readonly Timer timer;
    private long managed, workingSet;

    public MemoryWatch()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        (managedBefore, workingSetBefore) = (GC.GetTotalMemory(forceFullCollection: true), Environment.WorkingSet);
        timer = new Timer(_ => Look(), null, TimeSpan.Zero, Pulse);
    }

    /// <summary>Managed memory above what it was before, in MiB; garbage that was not collected yet is counted.</summary>
    public double Managed => (managed - managedBefore) / 1048576.0;

    /// <summary>The process's memory above what it was before, in MiB.</summary>
    public double Growth => (workingSet - workingSetBefore) / 1048576.0;

    /// <summary>All of the process's memory, in MB.</summary>
    public double Whole => workingSet / 1e6;

    public void Dispose() => timer.Dispose();

    private void Look()
    {
        managed = Math.Max(managed, GC.GetTotalMemory(forceFullCollection: false));
        workingSet = Math.Max(workingSet, Environment.WorkingSet);
    }
}
