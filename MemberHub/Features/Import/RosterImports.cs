using System.Collections.Concurrent;
using System.Globalization;
using MemberHub.Data;
using MemberHub.Data.Jobs;

namespace MemberHub.Features.Import;

/// <summary>The kinds of long work that uploads leave to the job. The parameter of each is the number of its import.</summary>
internal static class RosterImports
{
    public const string Check = "RosterCheck";
    public const string Take = "RosterImport";

    /// <summary>Files that nobody said to take are removed after a day; what is told of an import, after thirty.</summary>
    public static readonly TimeSpan FilesKept = TimeSpan.FromDays(1);

    public static readonly TimeSpan ReportKept = TimeSpan.FromDays(30);

    public static string ParametersOf(long import) => import.ToString(CultureInfo.InvariantCulture);

    /// <summary>The check of an import and each time that it was to be taken.</summary>
    public static IQueryable<JobRun> JobsOf(this MemberHubDbContext database, long import)
    {
        var parameters = ParametersOf(import);
        return database.JobRuns.Where(run => (run.Kind == Check || run.Kind == Take) && run.Parameters == parameters);
    }
}

/// <summary>
/// How far the imports of this process are, and who waits for one to stop; an import is one transaction, so that its row can neither say the one nor,
/// where one writer is let in, be told the other while it runs.
/// </summary>
public sealed class RosterImportBoard
{
    private readonly ConcurrentDictionary<long, ImportProgress> running = new();
    private readonly ConcurrentDictionary<long, CancellationTokenSource> stops = new();

    /// <summary>Null for an import that does not run here.</summary>
    public ImportProgress? Of(long import) => running.GetValueOrDefault(import);

    /// <summary>An import begins here; it ends without having done anything once the token is cancelled.</summary>
    internal CancellationToken Begin(long import) => stops.GetOrAdd(import, _ => new CancellationTokenSource()).Token;

    internal void Tell(long import, ImportProgress progress) => running[import] = progress;

    internal void End(long import)
    {
        running.TryRemove(import, out _);
        if (stops.TryGetValue(import, out var stop) && !stop.IsCancellationRequested)
        {
            stops.TryRemove(KeyValuePair.Create(import, stop));
        }
    }

    /// <summary>Stops the import if it runs here. It does not begin here again before <see cref="Release"/>, by when its row says why.</summary>
    internal void Stop(long import) => stops.GetOrAdd(import, _ => new CancellationTokenSource()).Cancel();

    internal void Release(long import) => stops.TryRemove(import, out _);
}
