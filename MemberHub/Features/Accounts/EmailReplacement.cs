using MemberHub.Components.Texts;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Outbox;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Accounts;

/// <summary>Puts a proven e-mail address in place of the old one in the open context, and tells the old one; the use case owns the transaction.</summary>
public sealed class EmailReplacement(AccountLookup lookup, MailOutbox outbox, TimeProvider clock, IStringLocalizer<AccountsText> texts)
{
    /// <summary>Whether somebody else has the address by now.</summary>
    public async Task<bool> IsTakenAsync(MemberHubDbContext database, long accountId, string email, CancellationToken cancel) =>
        await lookup.FindByEmailAsync(database, email, cancel) is { } holder && holder.Id != accountId;

    public async Task ApplyAsync(MemberHubDbContext database, Actor actor, string email, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        var account = await database.Users.SingleAsync(row => row.Id == actor.AccountId, cancel);
        var society = await database.Societies.AsNoTracking().SingleAsync(row => row.Id == actor.SocietyId, cancel);
        var before = account.Email;
        (account.Email, account.NormalizedEmail, account.EmailConfirmed, account.ConcurrencyStamp) = (email, lookup.Normalize(email), true, Guid.NewGuid().ToString());

        // A link for a new password in the old mailbox must not outlive the change.
        await PasswordResets.EndAllAsync(database, account.Id, now, cancel);
        if (!string.IsNullOrEmpty(before))
        {
            using var spoken = Spoken.In(account.Language ?? Languages.Current);
            outbox.Add(database, now, before, texts["EmailChangedMailSubject"], MailBody.For(society, null, texts).With(texts["EmailChangedMailBody"]));
        }

        // Whoever read the mail reads there: mail goes to it again, whatever came back once.
        var confirmed = UndeliverableAddress.Fold(email);
        await database.UndeliverableAddresses.Where(mark => mark.Address == confirmed).ExecuteDeleteAsync(cancel);
        database.Record(actor, now, nameof(ConfirmEmailChange), actor.MemberId, new { before, after = email });
    }
}
