using MemberHub.Components.Texts;
using MemberHub.Data;
using MemberHub.Data.Accounts;
using MemberHub.Data.Audit;
using MemberHub.Data.Outbox;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Accounts;

/// <summary>Makes the new address count whose mailed link is used, and tells the old address.</summary>
public sealed class ConfirmEmailChange(
    MemberHubDatabases databases, AccountLookup lookup, MailOutbox outbox, TimeProvider clock, IStringLocalizer<AccountsText> texts)
{
    public async Task<Result<Done>> RunAsync(string? token, string origin, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        await using var all = databases.OpenAcrossSocieties();
        if (await EmailChanges.Open(all, token, now).FirstOrDefaultAsync(cancel) is not { } change
            || await AccountHome.OfAsync(all, change.AccountId, cancel) is not { } home
            || await lookup.FindByEmailAsync(all, change.NewEmail, cancel) is { } holder && holder.Id != change.AccountId)
        {
            return new LinkNotValid();
        }

        await using var database = databases.Open(home.Society.Id);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        if (await EmailChanges.Open(database, token, now).ExecuteUpdateAsync(row => row.SetProperty(item => item.EndedUtc, now), cancel) == 0)
        {
            return new LinkNotValid();
        }

        var account = await database.Users.SingleAsync(row => row.Id == change.AccountId, cancel);
        var before = account.Email;
        Replace(account, change.NewEmail);
        // A link for a new password in the old mailbox must not outlive the change.
        await PasswordResets.EndAllAsync(database, account.Id, now, cancel);
        if (!string.IsNullOrEmpty(before))
        {
            using var spoken = Spoken.In(account.Language ?? Languages.Current);
            outbox.Add(database, now, before, texts["EmailChangedMailSubject"], MailBody.For(home.Society, null, texts).With(texts["EmailChangedMailBody"]));
        }

        // Whoever read the link reads there: mail goes to it again, whatever came back once.
        var confirmed = UndeliverableAddress.Fold(change.NewEmail);
        await database.UndeliverableAddresses.Where(mark => mark.Address == confirmed).ExecuteDeleteAsync(cancel);
        var actor = new Actor(account.Id, home.Society.Id, home.MemberId, []) { Origin = origin };
        database.Record(actor, now, nameof(ConfirmEmailChange), home.MemberId, new { before, after = change.NewEmail });
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return Done.It;
    }

    private void Replace(Account account, string email)
    {
        account.Email = email;
        account.NormalizedEmail = lookup.Normalize(email);
        account.EmailConfirmed = true;
        account.ConcurrencyStamp = Guid.NewGuid().ToString();
    }
}
