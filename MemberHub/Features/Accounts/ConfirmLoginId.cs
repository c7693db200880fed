using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>Makes the new login ID of who is signed in count with the code that was mailed to the account's address (確認コード).</summary>
public sealed class ConfirmLoginId(MemberHubDatabases databases, MailedCodes codes, LoginIdReplacement replacement, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, MailedCodeForm form, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(form.Code))
        {
            return new MailedCodeMissing();
        }

        var now = clock.UtcNow();
        await using var database = databases.Open(actor.SocietyId);

        // Counted before it is looked at: codes that are tried at the same moment must all count.
        var waiting = LoginIdReplacement.Waiting(database, actor.AccountId, now);
        if (await waiting.Where(change => change.Attempts < MailedCodes.MaxAttempts).ExecuteUpdateAsync(set => set.SetProperty(change => change.Attempts, change => change.Attempts + 1), cancel) == 0)
        {
            return new MailedCodeNotValid();
        }

        var change = await waiting.AsNoTracking().SingleAsync(cancel);
        if (!codes.Matches(change.CodeHash, form.Code))
        {
            return new MailedCodeWrong();
        }

        if (await replacement.IsTakenAsync(actor, change.NewLoginId, cancel))
        {
            return new LoginIdInUse();
        }

        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        if (await waiting.Where(row => row.Id == change.Id).ExecuteUpdateAsync(row => row.SetProperty(item => item.EndedUtc, now), cancel) == 0)
        {
            return new MailedCodeNotValid();
        }

        replacement.Apply(database, actor, await database.Users.SingleAsync(row => row.Id == actor.AccountId, cancel), change.NewLoginId);
        try
        {
            await database.SaveChangesAsync(cancel);
        }
        // Somebody may have taken it since it was looked up; the index has the last word.
        catch (DbUpdateException error) when (error.IsUniqueViolation())
        {
            return new LoginIdInUse();
        }

        await transaction.CommitAsync(cancel);
        return Done.It;
    }
}
