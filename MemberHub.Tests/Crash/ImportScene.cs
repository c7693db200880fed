using System.Diagnostics;
using MemberHub.Tests.Support;

namespace MemberHub.Tests.Crash;

/// <summary>The command import on the sample files, in a process that can be killed while it writes.</summary>
internal sealed class ImportScene : IAsyncDisposable
{
    private static readonly string[] Tables =
    [
        "Members", "Affiliations", "Accounts", "AccountMembers", "DuesCharges", "Payments", "Allocations", "Credits", "Waivers", "ImportedRows", "AuditEntries",
    ];

    private CrashDatabase database = new();
    private TimeSpan writing;

    private ImportScene()
    {
    }

    /// <summary>The large pair writes more than SQLite keeps in memory, so that a kill finds half of it in the log.</summary>
    public static (string Roster, string Dues, long UnpaidTotal) Sample => KillTally.IsLong
        ? ("roster.csv", "dues.csv", 52_742_720)
        : ("roster_cp932.csv", "dues_cp932.csv", 3_213_580);

    /// <summary>What <see cref="TakenAsync"/> answers before the first import.</summary>
    public string Nothing { get; private set; } = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A database with its schema and its society, and the time for which an import holds its write open.</summary>
    public static async Task<ImportScene> PrepareAsync()
    {
        var scene = new ImportScene();
        await scene.CreateAsync();
        await using var trial = scene.Start(unguarded: false, "--dry-run");
        await scene.MeasureAsync(trial);
        return scene;
    }

    /// <summary>Goes on with a fresh database.</summary>
    public async Task RenewAsync()
    {
        await database.DisposeAsync();
        database = new CrashDatabase();
        await CreateAsync();
    }

    /// <summary>Kills an import when this part of its write, from 0 to 1, has probably been done.</summary>
    public async Task<Kill> KillAsync(double moment, bool unguarded)
    {
        await using var import = Start(unguarded);
        if (!await WaitForWriteAsync(import))
        {
            return default;
        }

        await Task.Delay(writing * moment, Cancel);
        var writeWasOpen = await database.IsWriteOpenAsync();
        var happened = await import.KillAsync();
        var leftPages = database.HasPagesInLog;
        await database.WaitUntilAloneAsync();
        return new Kill(happened, writeWasOpen, leftPages);
    }

    /// <summary>Imports undisturbed; the answer is the report on stdout.</summary>
    public async Task<string> ImportAsync(bool unguarded = false)
    {
        await using var import = Start(unguarded, "--json");
        Assert.True(await import.EndAsync() == 0, import.Notes);
        return string.Concat(import.Results);
    }

    /// <summary>How many rows of each table are there.</summary>
    public async Task<string> TakenAsync()
    {
        await using var connection = await database.OpenAsync();
        var counts = await connection.ListAsync(
            string.Join(" UNION ALL ", Tables.Select((table, i) => $"SELECT {i} AS nr, '{table} ' || COUNT(*) FROM \"{table}\"")) + " ORDER BY nr",
            row => row.GetString(1));
        return string.Join(", ", counts);
    }

    public async Task<IReadOnlyList<string>> FaultsAsync()
    {
        await using var connection = await database.OpenAsync();
        return await ConsistencyCheck.FaultsAsync(connection);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private async Task CreateAsync()
    {
        await using var trial = Start(unguarded: false, "--dry-run");
        Assert.True(await trial.EndAsync() == 0, trial.Notes);
        Nothing = await TakenAsync();
    }

    private MemberHubProcess Start(bool unguarded, params string[] flags) => MemberHubProcess.Start(
        database, unguarded, ["import", "--roster", Samples.PathOf(Sample.Roster), "--dues", Samples.PathOf(Sample.Dues), .. flags]);

    private async Task<bool> WaitForWriteAsync(MemberHubProcess import)
    {
        while (!import.HasExited)
        {
            if (await database.IsWriteOpenAsync())
            {
                return true;
            }

            await Task.Delay(1, Cancel);
        }

        return false;
    }

    private async Task MeasureAsync(MemberHubProcess import)
    {
        while (await WaitForWriteAsync(import))
        {
            var watch = Stopwatch.StartNew();
            while (await database.IsWriteOpenAsync())
            {
                await Task.Delay(1, Cancel);
            }

            writing = watch.Elapsed > writing ? watch.Elapsed : writing;
        }
    }
}
