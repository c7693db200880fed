using MemberHub.Components.Texts;
using MemberHub.Data;
using MemberHub.Data.Accounts;
using MemberHub.Data.Outbox;
using MemberHub.Domain.Calendar;
using MemberHub.Platform.Mail;
using MemberHub.Platform.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Accounts;

/// <summary>Writes mails to the office's people into the outbox of the open context; the use case saves.</summary>
public sealed class StaffMails(MailOutbox outbox, PublicAddress address, IStringLocalizer<AccountsText> texts)
{
    internal async Task AddInvitationAsync(MemberHubDbContext database, DateTime nowUtc, Account account, string name, SecretToken link, CancellationToken cancel)
    {
        var until = Show.Moment(JapanTime.Local(nowUtc + StaffInvitations.Life));
        var body = texts["StaffMailBody", account.UserName ?? "", address.LinkTo(StaffInvitations.PathOf(link)), until];
        outbox.AddSecret(database, nowUtc, account.Email!, texts["StaffMailSubject"], (await FrameAsync(database, name, cancel)).With(body));
    }

    internal async Task AddResetAsync(MemberHubDbContext database, DateTime nowUtc, Account account, string name, SecretToken link, CancellationToken cancel)
    {
        var body = texts["FactorResetMailBody", address.LinkTo(StaffInvitations.PathOf(link)), Show.Moment(JapanTime.Local(nowUtc + StaffInvitations.Life))];
        outbox.AddSecret(database, nowUtc, account.Email!, texts["FactorResetMailSubject"], (await FrameAsync(database, name, cancel)).With(body));
    }

    private async Task<MailBody> FrameAsync(MemberHubDbContext database, string name, CancellationToken cancel) =>
        MailBody.For(await database.Societies.SingleAsync(society => society.Id == database.ShownSociety, cancel), name, texts);
}
