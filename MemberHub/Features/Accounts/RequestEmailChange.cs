using MemberHub.Data;
using MemberHub.Data.Accounts;
using MemberHub.Data.Audit;
using MemberHub.Data.Outbox;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using MemberHub.Platform.Mail;
using MemberHub.Platform.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Accounts;

/// <summary>What is typed to change the e-mail address.</summary>
public sealed class EmailChangeForm
{
    public string? Email { get; set; }

    public string? Password { get; set; }
}

/// <summary>
/// Mails a link and a code to a new e-mail address, which counts once one of the two was used. An address of somebody else gets a mail that says so;
/// the page answers the same and waits for a code that nobody knows, so that nobody learns who is a member.
/// </summary>
public sealed class RequestEmailChange(
    MemberHubDatabases databases, AccountLookup lookup, PasswordProof proof, MailedCodes codes, MailOutbox outbox, PublicAddress address, TimeProvider clock,
    IStringLocalizer<AccountsText> texts)
{
    /// <summary>How long link and code are good for.</summary>
    public static readonly TimeSpan LinkLife = MailedCodes.Life;

    public async Task<Result<Done>> RunAsync(Actor actor, EmailChangeForm form, CancellationToken cancel)
    {
        var email = JapaneseText.Code(form.Email ?? "");
        if (email.Length == 0)
        {
            return new EmailMissing();
        }

        if (EmailAddress.FaultOf(email) is not null)
        {
            return new EmailNotValid();
        }

        await using var database = databases.Open(actor.SocietyId);
        var account = await database.Users.AsNoTracking().SingleAsync(row => row.Id == actor.AccountId, cancel);
        if (await proof.CheckAsync(database, account, form.Password, cancel) is { } wrong)
        {
            return wrong;
        }

        if (account.Email == email)
        {
            return new EmailUnchanged();
        }

        var isTaken = await lookup.FindByEmailAsync(database, email, cancel) is { } holder && holder.Id != account.Id;
        var now = clock.UtcNow();
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);

        // Requests at the same moment come one after the other, and count each other.
        await database.LockAccountsAsync([account.Id], cancel);
        if (await database.EmailChanges.CountAsync(change => change.AccountId == account.Id && change.CreatedUtc > now - LinkLife, cancel) >= MailedCodes.MaxRequests)
        {
            return new TooManyMailedCodes(MailedCodes.MaxRequests);
        }

        await EmailChanges.EndAllAsync(database, account.Id, now, cancel);
        await WriteMailAsync(database, actor, email, isTaken, now, cancel);
        database.Record(actor, now, nameof(RequestEmailChange), actor.MemberId, new { });
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return Done.It;
    }

    private async Task WriteMailAsync(MemberHubDbContext database, Actor actor, string email, bool isTaken, DateTime now, CancellationToken cancel)
    {
        var society = await database.Societies.AsNoTracking().SingleAsync(row => row.Id == actor.SocietyId, cancel);
        var body = MailBody.For(society, null, texts);
        var (token, code) = (SecretToken.Create(), codes.Create());
        database.Add(new EmailChange { AccountId = actor.AccountId, NewEmail = email, TokenHash = token.Hash, CodeHash = code.Hash, CreatedUtc = now, ExpiresUtc = now + LinkLife });
        if (isTaken)
        {
            outbox.Add(database, now, email, texts["EmailTakenMailSubject"], body.With(texts["EmailTakenMailBody"]));
            return;
        }

        var link = address.LinkTo($"/profile/account/email?token={token.Text}");
        outbox.AddProof(database, now, email, texts["EmailMailSubject"], body.With(texts["EmailMailBody", link, LinkLife.TotalMinutes, code.Text]));
    }
}
