using MemberHub.Data;
using MemberHub.Data.Jobs;
using MemberHub.Data.Ledger.Checks;
using MemberHub.Domain.Calendar;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Ledger;

/// <summary>Checks the ledger once a night, by the clock of Japan, and keeps the result where the cockpit finds it.</summary>
public sealed partial class CheckLedger(MemberHubDatabases databases, VerifyLedger verify, TimeProvider clock, ILogger<CheckLedger> log)
{
    /// <summary>From when on; whoever works that late has gone to bed.</summary>
    public static readonly TimeOnly From = new(3, 30);

    /// <summary>Until when a first check begins. A later one only catches up on a night in which the server was off.</summary>
    public static readonly TimeOnly Until = new(5, 30);

    /// <summary>Whether a check was due.</summary>
    public async Task<bool> RunAsync(CancellationToken cancel)
    {
        var local = JapanTime.Local(clock.UtcNow());
        var time = TimeOnly.FromDateTime(local);
        var due = JapanTime.UtcOf((time >= From ? local.Date : local.Date.AddDays(-1)) + From.ToTimeSpan());
        if (!await IsDueAsync(due, time >= From && time < Until, cancel))
        {
            return false;
        }

        var startedUtc = clock.UtcNow();
        var results = await verify.RunAsync(cancel);
        var found = new LedgerCheckRun(results.Count, [.. results.Where(result => !result.Holds).Select(result => new BrokenInvariant(result.Name, result.Count))]);
        if (found.Broken.Count > 0)
        {
            LogBroken(string.Join(", ", found.Broken.Select(broken => $"{broken.Name}: {broken.Count}")));
        }

        await KeepAsync(found, startedUtc, cancel);
        return true;
    }

    private async Task<bool> IsDueAsync(DateTime due, bool isNight, CancellationToken cancel)
    {
        await using var database = databases.OpenAcrossSocieties();
        var last = await database.JobRuns.AcrossSocieties().Where(run => run.Kind == LedgerCheckRun.Kind).TagWith(nameof(CheckLedger)).MaxAsync(run => (DateTime?)run.StartedUtc, cancel);
        return last is null ? isNight : last < due;
    }

    // The ledger is one; each society's office reads of it.
    private async Task KeepAsync(LedgerCheckRun found, DateTime startedUtc, CancellationToken cancel)
    {
        List<long> societies;
        await using (var all = databases.OpenAcrossSocieties())
        {
            societies = await all.Societies.Select(society => society.Id).ToListAsync(cancel);
        }

        foreach (var society in societies)
        {
            await using var database = databases.Open(society);
            database.Add(new JobRun
            {
                Kind = LedgerCheckRun.Kind,
                Position = found.Checked,
                Total = found.Checked,
                Result = ReadableJson.Write(found),
                StartedUtc = startedUtc,
                FinishedUtc = clock.UtcNow(),
            });
            await database.SaveChangesAsync(cancel);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The ledger is not sound: {Broken}")]
    private partial void LogBroken(string broken);
}
