using MemberHub.Components.Texts;
using MemberHub.Data;
using MemberHub.Data.Outbox;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using MemberHub.Domain.Support;
using MemberHub.Platform.Mail;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Support;

/// <summary>Writes the mails about tickets into the outbox, each in the language of the form.</summary>
public sealed class TicketMails(MailOutbox outbox, PublicAddress address, IStringLocalizer<SupportText> text, TimeProvider clock)
{
    private const string OfficeLanguage = "ja";

    /// <summary>To whoever asked: the number. Nothing of what was typed, so that nobody can send words to strangers through the form.</summary>
    internal void Received(MemberHubDbContext database, Society society, SupportTicket ticket) =>
        ToAsker(database, society, ticket, "Received", () => text["Mail.Received.Body", Kind(ticket), ticket.Number, Follow(ticket)]);

    /// <summary>To the side that answers, where the settings name an address: no personal data, only the way there.</summary>
    internal void Arrived(MemberHubDbContext database, Society society, SupportTicket ticket)
    {
        var help = society.Settings.Help;
        if ((ticket.Side == TicketSide.System ? help.SystemEmail : help.MembershipEmail) is { Length: > 0 } office)
        {
            var (subject, body) = Spoken.In(OfficeLanguage, () => (
                text["Mail.Arrived.Subject", ticket.Number, Kind(ticket)].Value,
                text["Mail.Arrived.Body", Kind(ticket), address.LinkTo($"/office/support/{ticket.Number}")].Value));
            outbox.Add(database, clock.UtcNow(), office, subject, body);
        }
    }

    /// <summary>The answer itself.</summary>
    internal void Answered(MemberHubDbContext database, Society society, SupportTicket ticket, string answer) =>
        ToAsker(database, society, ticket, "Answered", () => text["Mail.Answered.Body", answer, ticket.Number, Follow(ticket)]);

    /// <summary>To the new address and, where there is one, to the old one: each learns what happened and whom to call.</summary>
    internal void EmailSet(MemberHubDbContext database, Society society, SupportTicket ticket, string before, string after)
    {
        To(database, society, ticket, after, "EmailSet", () => text["Mail.EmailSet.Body", address.LinkTo("/password/forgot")]);
        if (before.Length > 0)
        {
            To(database, society, ticket, before, "EmailGone", () => text["Mail.EmailGone.Body"]);
        }
    }

    /// <summary>To the registered address, wherever it was asked from.</summary>
    internal void LoginId(MemberHubDbContext database, Society society, SupportTicket ticket, string registered, string loginId) =>
        To(database, society, ticket, registered, "LoginId", () => text["Mail.LoginId.Body", loginId, address.LinkTo("/login"), address.LinkTo("/password/forgot")]);

    private void ToAsker(MemberHubDbContext database, Society society, SupportTicket ticket, string mail, Func<LocalizedString> body) => To(database, society, ticket, ticket.Email, mail, body);

    private void To(MemberHubDbContext database, Society society, SupportTicket ticket, string recipient, string mail, Func<LocalizedString> body)
    {
        var (subject, whole) = Spoken.In(ticket.Language, () => (
            text[$"Mail.{mail}.Subject", ticket.Number].Value,
            $"{body().Value.Trim()}\n\n{text["Mail.Closing", society.NameIn(ticket.Language), society.Settings.Issuer.Email, society.Settings.Issuer.Phone].Value}\n"));
        outbox.Add(database, clock.UtcNow(), recipient, subject, whole);
    }

    // Whoever had signed in can look and write there; somebody else writes to the office.
    private string Follow(SupportTicket ticket) =>
        ticket.AccountId is null ? text["Mail.Follow.Office"] : text["Mail.Follow.Page", address.LinkTo($"/help/tickets/{ticket.Number}")];

    private string Kind(SupportTicket ticket) => text[$"Kind.{ticket.Kind}"];
}
