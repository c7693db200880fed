using MemberHub.Data;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>Writes down when sessions were last used (最終利用), all of the last minutes together.</summary>
public sealed class KeepSeenSessions(MemberHubDatabases databases, SeenSessions seen)
{
    public async Task RunAsync(CancellationToken cancel)
    {
        var noted = seen.Take();
        if (noted.Count == 0)
        {
            return;
        }

        await using var database = databases.OpenAcrossSocieties();
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        foreach (var (hash, time) in noted)
        {
            // Another node may have seen it later.
            await database.AccountSessions.Where(session => session.TokenHash == hash && (session.LastSeenUtc == null || session.LastSeenUtc < time))
                .ExecuteUpdateAsync(row => row.SetProperty(session => session.LastSeenUtc, time), cancel);
        }

        await transaction.CommitAsync(cancel);
    }
}
