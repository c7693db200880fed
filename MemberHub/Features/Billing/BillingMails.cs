using MemberHub.Components.Texts;
using MemberHub.Data;
using MemberHub.Data.Outbox;
using MemberHub.Data.Queries;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Societies;
using MemberHub.Platform.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Billing;

/// <summary>Words the mails of billing, each in the language of its reader.</summary>
public sealed class BillingMails(PublicAddress address, IStringLocalizer<BillingText> text)
{
    // Levels beyond it have its words.
    private const int WordedLevels = 3;

    public OutboxMail Announcement(Society society, MailReader reader, ChargePosition charge, long runId, DateTime nowUtc)
    {
        using var spoken = Spoken.In(reader.Language);
        return Mail(
            reader.Email,
            nowUtc,
            text["Announce.Subject", Show.Year(charge.Year)],
            text[
                "Announce.Body",
                reader.Name,
                Show.Year(charge.Year),
                Show.Money(charge.Open),
                Show.Date(charge.PayableFrom),
                Show.Date(charge.DueOn),
                address.LinkTo("/payments"),
                society.NameIn(Languages.Current),
                society.Settings.Issuer.Email,
                society.Settings.Issuer.Phone],
            runId);
    }

    /// <summary>One letter about all open years, in the words of its gravest level: the society's own in the language of the reader, or else ours.</summary>
    public OutboxMail Reminder(Society society, ReminderLetter letter, DateTime nowUtc)
    {
        using var spoken = Spoken.In(letter.Language);
        var own = society.Settings.Reminders.WordsOf(letter.Level);
        var (ownSubject, ownBody) = Languages.Current == Languages.Default ? (own.Subject, own.Body) : (own.SubjectEn, own.BodyEn);
        var level = Math.Min(letter.Level, WordedLevels);
        var lines = string.Join('\n', letter.Lines.Select(line => text["Reminder.Line", Show.Year(line.Charge.Year), Show.Money(line.Charge.Open), Show.Date(line.Charge.DueOn)].Value));
        return Mail(
            letter.Email,
            nowUtc,
            ownSubject.Length > 0 ? ownSubject : text[$"Reminder.{level}.Subject"],
            text[
                "Reminder.Letter",
                letter.Name,
                ownBody.Length > 0 ? ownBody : text[$"Reminder.{level}.Body"].Value,
                lines,
                Show.Money(letter.Total),
                address.LinkTo("/payments"),
                address.LinkTo("/payments/month"),
                society.NameIn(Languages.Current),
                society.Settings.Issuer.Email,
                society.Settings.Issuer.Phone]);
    }

    private static OutboxMail Mail(string recipient, DateTime nowUtc, string subject, string body, long? runId = null) => new()
    {
        Recipient = recipient,
        Subject = subject,
        Body = body,
        IsBulk = true,
        BillingRunId = runId,
        CreatedUtc = nowUtc,
        NextAttemptUtc = nowUtc,
    };
}
