using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>A mailed code as it is typed.</summary>
public sealed class MailedCodeForm
{
    public string? Code { get; set; }
}

/// <summary>Makes the new address of who is signed in count with the code in its mail (確認コード), and tells the old address.</summary>
public sealed class ConfirmEmailByCode(MemberHubDatabases databases, MailedCodes codes, EmailReplacement replacement, TimeProvider clock)
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
        var waiting = EmailChanges.Waiting(database, actor.AccountId, now);
        if (await waiting.Where(change => change.Attempts < MailedCodes.MaxAttempts).ExecuteUpdateAsync(set => set.SetProperty(change => change.Attempts, change => change.Attempts + 1), cancel) == 0)
        {
            return new MailedCodeNotValid();
        }

        var change = await waiting.AsNoTracking().OrderByDescending(change => change.Id).FirstAsync(cancel);
        if (!codes.Matches(change.CodeHash, form.Code))
        {
            return new MailedCodeWrong();
        }

        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        if (await waiting.Where(row => row.Id == change.Id).ExecuteUpdateAsync(row => row.SetProperty(item => item.EndedUtc, now), cancel) == 0
            || await replacement.IsTakenAsync(database, actor.AccountId, change.NewEmail, cancel))
        {
            return new MailedCodeNotValid();
        }

        await replacement.ApplyAsync(database, actor, change.NewEmail, cancel);
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return Done.It;
    }
}
