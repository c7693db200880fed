using MemberHub.Components.Texts;
using MemberHub.Data;
using MemberHub.Data.Outbox;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Societies;
using MemberHub.Platform.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Billing;

/// <summary>A member who can be written to.</summary>
/// <param name="Language">Of the account; null where none was chosen.</param>
public sealed record MailReader(string Name, string Number, string Email, string? Language);

/// <summary>Words the mails of billing, each in the language of its reader.</summary>
public sealed class BillingMails(PublicAddress address, IStringLocalizer<BillingText> text)
{
    // Levels beyond it have its words.
    private const int WordedLevels = 3;

    public OutboxMail Announcement(Society society, MailReader reader, DuesCharge charge, DateTime nowUtc)
    {
        using var spoken = Spoken.In(reader.Language);
        return Mail(
        reader,
        nowUtc,
        text["Announce.Subject", Show.Year(charge.FiscalYear)],
        text[
            "Announce.Body",
            reader.Name,
            Show.Year(charge.FiscalYear),
            Show.Money(charge.Amount),
            Show.Date(charge.PayableFrom),
            Show.Date(charge.DueOn),
            address.LinkTo("/payments"),
            society.NameIn(Languages.Current),
            society.Settings.Issuer.Email,
            society.Settings.Issuer.Phone]);
    }

    /// <summary>One letter about all open years, in the words of its gravest level: the society's own, which are Japanese, or else ours.</summary>
    public OutboxMail Reminder(Society society, ReminderLetter letter, DateTime nowUtc)
    {
        using var spoken = Spoken.In(letter.Language);
        var own = society.Settings.Reminders.WordsOf(letter.Level);
        var speaksOwn = Languages.Current == Languages.Default;
        var level = Math.Min(letter.Level, WordedLevels);
        var lines = string.Join('\n', letter.Lines.Select(line => text["Reminder.Line", Show.Year(line.Charge.Year), Show.Money(line.Charge.Open), Show.Date(line.Charge.DueOn)].Value));
        return Mail(
            new MailReader(letter.Name, "", letter.Email, letter.Language),
            nowUtc,
            speaksOwn && own.Subject.Length > 0 ? own.Subject : text[$"Reminder.{level}.Subject"],
            text[
                "Reminder.Letter",
                letter.Name,
                speaksOwn && own.Body.Length > 0 ? own.Body : text[$"Reminder.{level}.Body"].Value,
                lines,
                Show.Money(letter.Total),
                address.LinkTo("/payments"),
                address.LinkTo("/payments/month"),
                society.NameIn(Languages.Current),
                society.Settings.Issuer.Email,
                society.Settings.Issuer.Phone]);
    }

    private static OutboxMail Mail(MailReader reader, DateTime nowUtc, string subject, string body) => new()
    {
        Recipient = reader.Email,
        Subject = subject,
        Body = body,
        IsBulk = true,
        CreatedUtc = nowUtc,
        NextAttemptUtc = nowUtc,
    };
}

internal static class MailReaders
{
    /// <summary>Of these members the ones with an account that has an e-mail address.</summary>
    public static async Task<Dictionary<long, MailReader>> ReadersAsync(this MemberHubDbContext database, IReadOnlyList<long> members, CancellationToken cancel)
    {
        var rows = await (
            from link in database.AccountMembers
            join account in database.Users on link.AccountId equals account.Id
            join member in database.Members on link.MemberId equals member.Id
            where members.Contains(member.Id) && account.Email != null
            select new { member.Id, member.Person.Name, member.Number, account.Email, account.Language }).ToListAsync(cancel);
        return rows.DistinctBy(row => row.Id).ToDictionary(row => row.Id, row => new MailReader(row.Name, row.Number.Digits, row.Email!, row.Language));
    }
}
