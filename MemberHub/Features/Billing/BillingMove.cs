using MemberHub.Data;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Dues;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Billing;

/// <summary>Finds a run that is to be moved on, and says who did so when it is too late.</summary>
internal static class BillingMove
{
    public static async Task<Result<BillingRun>> FindRunAsync(this MemberHubDbContext database, long runId, CancellationToken cancel, params BillingState[] states)
    {
        var run = await database.BillingRuns.SingleOrDefaultAsync(item => item.Id == runId, cancel);
        return run is null ? new BillingRunNotFound() : states.Contains(run.State) ? run : await database.MovedAsync(run, cancel);
    }

    /// <summary>Saves; false when another person's change came first.</summary>
    public static async Task<bool> TrySaveAsync(this MemberHubDbContext database, CancellationToken cancel)
    {
        try
        {
            await database.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateException error) when (error is DbUpdateConcurrencyException || error.IsUniqueViolation())
        {
            return false;
        }
    }

    /// <summary>Reads anew who moved the run on.</summary>
    public static async Task<Refusal> WhoMovedAsync(this MemberHubDatabases databases, long societyId, long runId, CancellationToken cancel)
    {
        await using var database = databases.Open(societyId);
        return await database.MovedAsync(await database.BillingRuns.AsNoTracking().SingleAsync(item => item.Id == runId, cancel), cancel);
    }

    public static async Task<string> StaffNameAsync(this MemberHubDbContext database, long? accountId, CancellationToken cancel) =>
        await database.ReadStaffNameAsync(accountId, cancel) ?? "MemberHub";

    private static async Task<BillingMoved> MovedAsync(this MemberHubDbContext database, BillingRun run, CancellationToken cancel) =>
        new(await database.StaffNameAsync(run.MovedBy, cancel), JapanTime.DateOf(run.MovedUtc));
}
