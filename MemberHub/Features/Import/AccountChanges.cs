using MemberHub.Components.Texts;
using MemberHub.Data;
using MemberHub.Data.Accounts;
using MemberHub.Data.Outbox;
using MemberHub.Domain.Societies;
using MemberHub.Platform.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Import;

/// <summary>An account of which a roster changes the login ID, the e-mail address or both.</summary>
/// <param name="NewLoginId">Null where it stays.</param>
/// <param name="OldEmail">Empty where there was none.</param>
/// <param name="NewEmail">Empty where there is none any more; the old one where it stays.</param>
public sealed record AccountChange(long AccountId, string? NewLoginId, string OldEmail, string NewEmail)
{
    public bool ChangesEmail => OldEmail != NewEmail;
}

/// <summary>
/// What follows when the office's roster changed how members sign in: links and codes that were mailed before are void, and each member learns of it, at the old address as at the
/// new one. Only an account without an address that nobody has used yet gets its first one in silence.
/// </summary>
public sealed class AccountChanges(MailOutbox outbox, PublicAddress address, IStringLocalizer<ImportText> text)
{
    /// <summary>Read at a time.</summary>
    private const int Batch = 500;

    internal async Task SettleAsync(MemberHubDbContext database, IReadOnlyList<AccountChange> changes, DateTime nowUtc, CancellationToken cancel)
    {
        if (changes.Count == 0)
        {
            return;
        }

        var society = await database.Societies.AsNoTracking().SingleAsync(row => row.Id == database.ShownSociety, cancel);
        foreach (var part in changes.Chunk(Batch))
        {
            var ids = part.Select(change => change.AccountId).ToList();
            await database.EndMailedLinksAsync(ids, nowUtc, cancel);

            // Nothing came back from there yet.
            var fresh = part.Where(change => change.ChangesEmail).Select(change => UndeliverableAddress.Fold(change.NewEmail)).ToList();
            await database.UndeliverableAddresses.Where(mark => fresh.Contains(mark.Address)).ExecuteDeleteAsync(cancel);
            var accounts = await database.Users.Where(account => ids.Contains(account.Id))
                .Select(account => new { account.Id, account.Language, IsUsed = account.PasswordHash != null || database.AccountPasskeys.Any(key => key.AccountId == account.Id) })
                .ToDictionaryAsync(account => account.Id, cancel);
            foreach (var change in part.Where(change => change.OldEmail.Length > 0 || accounts[change.AccountId].IsUsed))
            {
                Tell(database, society, change, accounts[change.AccountId].Language, nowUtc);
            }

            await database.SaveChangesAsync(cancel);
        }
    }

    private void Tell(MemberHubDbContext database, Society society, AccountChange change, string? language, DateTime nowUtc)
    {
        using var spoken = Spoken.In(language);
        if (change.NewEmail.Length > 0)
        {
            var said = new[] { change.ChangesEmail ? text["Mail.Email"].Value : null, change.NewLoginId is { } loginId ? text["Mail.LoginId", loginId].Value : null };
            Add(change.NewEmail, [.. said.OfType<string>(), text["Mail.Forgot", address.LinkTo("/password/forgot")]]);
        }

        if (change.ChangesEmail && change.OldEmail.Length > 0)
        {
            Add(change.OldEmail, [text["Mail.Gone"]]);
        }

        void Add(string recipient, IEnumerable<string> parts)
        {
            var closing = text["Mail.Closing", society.NameIn(Languages.Current), society.Settings.Issuer.Email, society.Settings.Issuer.Phone];
            outbox.Add(database, nowUtc, recipient, text["Mail.Subject"], $"{string.Join("\n\n", [.. parts.Select(part => part.Trim()), text["Mail.Unknown"].Value.Trim(), closing.Value])}\n");
        }
    }
}
