using MemberHub.Data;
using MemberHub.Data.Accounts;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>
/// Works off the wishes for new passwords, the oldest first. The row goes in the transaction that writes the mail: killed at any moment, each wish is answered,
/// and once.
/// </summary>
public sealed partial class AnswerResetWishes(MemberHubDatabases databases, ResetWishes wishes, SendPasswordReset send, ILogger<AnswerResetWishes> log)
{
    private const int AtOnce = 100;

    /// <summary>Returns how many were looked at.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        List<ResetWish> rows;
        await using (var database = databases.OpenAcrossSocieties())
        {
            rows = await database.ResetWishes.AsNoTracking().OrderBy(wish => wish.Id).Take(AtOnce).ToListAsync(cancel);
        }

        foreach (var row in rows)
        {
            await AnswerAsync(row, cancel);
        }

        return rows.Count;
    }

    private async Task AnswerAsync(ResetWish row, CancellationToken cancel)
    {
        try
        {
            if (wishes.Read(row) is { } wish)
            {
                await send.RunAsync(wish, row.Id, cancel);
            }

            // Of an address that nobody has, or that was asked for too often, nothing is left.
            await using var database = databases.OpenAcrossSocieties();
            await database.ResetWishes.Where(item => item.Id == row.Id).ExecuteDeleteAsync(cancel);
        }
        // The next wish must not suffer, and this one has its turn again. Messages of the database may carry the address, so the kind is all that is logged.
        catch (Exception error) when (!cancel.IsCancellationRequested)
        {
            LogFailed(error.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A mail for a new password could not be written: {Kind}")]
    private partial void LogFailed(string kind);
}
