using System.Globalization;
using MemberHub.Data;
using MemberHub.Data.Accounts;
using MemberHub.Data.Audit;
using MemberHub.Data.Outbox;
using MemberHub.Domain.Calendar;
using MemberHub.Platform.Mail;
using MemberHub.Platform.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Accounts;

/// <summary>Writes the mail with the link for a new password (パスワード再設定) to the account with this address, if there is one.</summary>
public sealed class SendPasswordReset(
    MemberHubDatabases databases, AccountLookup lookup, MailOutbox outbox, PublicAddress address, TimeProvider clock, IStringLocalizer<AccountsText> texts)
{
    /// <summary>How long a link is good for.</summary>
    public static readonly TimeSpan LinkLife = TimeSpan.FromMinutes(60);

    /// <summary>More mails than this go to nobody within an hour: others can wish for them, too.</summary>
    public const int MaxPerHour = 5;

    /// <param name="row">The key of the wish's row, which is taken with the mail; where somebody took it before, nothing is written.</param>
    public async Task RunAsync(PasswordResetWish wish, long row, CancellationToken cancel)
    {
        await using var all = databases.OpenAcrossSocieties();
        if (await lookup.FindByEmailAsync(all, wish.Email, cancel) is not { } account
            || await AccountHome.OfAsync(all, account.Id, cancel) is not { } home
            || await IsTooOftenAsync(all, account.Id, cancel))
        {
            return;
        }

        var now = clock.UtcNow();
        var token = SecretToken.Create();
        await using var database = databases.Open(home.Society.Id);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        if (await database.ResetWishes.Where(item => item.Id == row).ExecuteDeleteAsync(cancel) == 0)
        {
            return;
        }

        await PasswordResets.EndAllAsync(database, account.Id, now, cancel);
        database.Add(new PasswordReset { AccountId = account.Id, TokenHash = token.Hash, CreatedUtc = now, ExpiresUtc = now + LinkLife });
        var name = await database.Members.Where(member => member.Id == home.MemberId).Select(member => member.Person.Name).FirstOrDefaultAsync(cancel);
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(wish.Language);
        outbox.AddSecret(database, now, account.Email!, texts["ResetMailSubject"], Body(account, home, name, token));
        database.RecordBySystem(now, nameof(RequestPasswordReset), home.MemberId, new { }, wish.Origin);
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    private async Task<bool> IsTooOftenAsync(MemberHubDbContext database, long accountId, CancellationToken cancel)
    {
        var since = clock.UtcNow() - TimeSpan.FromHours(1);
        return await database.PasswordResets.CountAsync(reset => reset.AccountId == accountId && reset.CreatedUtc > since, cancel) >= MaxPerHour;
    }

    private string Body(Account account, AccountHome home, string? name, SecretToken token) => MailBody.For(home.Society, name, texts).With(
        texts["ResetMailBody", account.UserName ?? "", address.LinkTo($"/password/reset?token={token.Text}"), LinkLife.TotalMinutes]);
}
