using MemberHub.Components.Texts;
using MemberHub.Data;
using MemberHub.Data.Outbox;
using MemberHub.Platform.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Accounts;

/// <summary>Tells a member, at the old address as at the new one, that the office changed with what they sign in; the use case saves.</summary>
public sealed class MemberSignInMails(MailOutbox outbox, PublicAddress address, IStringLocalizer<SecurityText> words, IStringLocalizer<AccountsText> texts)
{
    /// <param name="language">The account's own; null for the one of the reader.</param>
    public async Task QueueAsync(MemberHubDbContext database, string? language, MemberSignInNames before, MemberSignInNames after, DateTime nowUtc, CancellationToken cancel)
    {
        var society = await database.Societies.AsNoTracking().SingleAsync(row => row.Id == database.ShownSociety, cancel);
        using var spoken = Spoken.In(language);
        if (after.Email.Length > 0)
        {
            string?[] said =
            [
                before.Email == after.Email ? null : words["Mail.SignIn.Email"].Value,
                before.LoginId == after.LoginId ? null : words["Mail.SignIn.LoginId", after.LoginId].Value,
                words["Mail.SignIn.Forgot", address.LinkTo("/password/forgot")],
            ];
            Add(after.Email, said);
        }

        if (before.Email != after.Email && before.Email.Length > 0)
        {
            Add(before.Email, [words["Mail.SignIn.Gone"]]);
        }

        void Add(string recipient, IEnumerable<string?> parts) => outbox.Add(
            database, nowUtc, recipient, words["Mail.SignIn.Subject"],
            MailBody.For(society, null, texts).With(string.Join("\n\n", [.. parts.OfType<string>(), words["Mail.SignIn.Unknown"].Value])));
    }
}
