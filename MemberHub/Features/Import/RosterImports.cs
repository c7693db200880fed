using System.Collections.Concurrent;
using System.Globalization;

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
}

/// <summary>How far the imports of this process are; an import is one transaction, so that its row cannot say it.</summary>
public sealed class RosterImportBoard
{
    private readonly ConcurrentDictionary<long, ImportProgress> running = new();

    /// <summary>Null for an import that does not run here.</summary>
    public ImportProgress? Of(long import) => running.GetValueOrDefault(import);

    internal void Tell(long import, ImportProgress progress) => running[import] = progress;

    internal void Forget(long import) => running.TryRemove(import, out _);
}
