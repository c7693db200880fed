using MemberHub.Components.Texts;
using MemberHub.Data;
using MemberHub.Data.Outbox;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Accounts;

/// <summary>Tells the owner of an account by mail what was changed about the way in; the use case saves. Without an address nobody is told.</summary>
public sealed class SecurityMails(MailOutbox outbox, IStringLocalizer<SecurityText> words, IStringLocalizer<AccountsText> texts)
{
    /// <param name="what">The word for it, such as PasskeyAdded: its sentences are Mail.PasskeyAdded.</param>
    public async Task AddAsync(MemberHubDbContext database, Actor actor, DateTime nowUtc, string what, CancellationToken cancel)
    {
        var owner = await database.Users.Where(account => account.Id == actor.AccountId).Select(account => new { account.Email, account.Language }).SingleAsync(cancel);
        if (string.IsNullOrEmpty(owner.Email))
        {
            return;
        }

        var society = await database.Societies.AsNoTracking().SingleAsync(row => row.Id == actor.SocietyId, cancel);
        using var spoken = Spoken.In(owner.Language ?? Languages.Current);
        outbox.Add(database, nowUtc, owner.Email, words["Mail.Subject"], MailBody.For(society, null, texts).With(words["Mail.Body", words[$"Mail.{what}"]]));
    }
}
