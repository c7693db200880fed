using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>Makes the new address count whose mailed link is used, and tells the old address.</summary>
public sealed class ConfirmEmailChange(MemberHubDatabases databases, EmailReplacement replacement, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(string? token, string origin, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        await using var all = databases.OpenAcrossSocieties();
        if (await EmailChanges.Open(all, token, now).AsNoTracking().FirstOrDefaultAsync(cancel) is not { } change
            || await AccountHome.OfAsync(all, change.AccountId, cancel) is not { } home
            || await replacement.IsTakenAsync(all, change.AccountId, change.NewEmail, cancel))
        {
            return new LinkNotValid();
        }

        await using var database = databases.Open(home.Society.Id);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        if (await EmailChanges.Open(database, token, now).ExecuteUpdateAsync(row => row.SetProperty(item => item.EndedUtc, now), cancel) == 0)
        {
            return new LinkNotValid();
        }

        await replacement.ApplyAsync(database, new Actor(change.AccountId, home.Society.Id, home.MemberId, []) { Origin = origin }, change.NewEmail, cancel);
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return Done.It;
    }
}
