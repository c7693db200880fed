using MemberHub.Components.Texts;
using MemberHub.Data;
using MemberHub.Data.Outbox;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using MemberHub.Platform.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Invoicing;

/// <summary>What a mail tells a member about an invoice of the office. Each has a subject and a body in the resources under its name.</summary>
public enum InvoicingMailKind
{
    /// <summary>One invoice for each chosen year.</summary>
    Split,

    /// <summary>One slip for each chosen year will be sent.</summary>
    SplitSlips,

    /// <summary>The institution was asked.</summary>
    Joint,

    /// <summary>The invoice has another addressee and number.</summary>
    Readdressed,

    /// <summary>The invoice is void; what it asked for is open again.</summary>
    Voided,
}

/// <summary>The facts of such a mail.</summary>
public sealed record InvoicingMail(long MemberId, InvoicingMailKind Kind, Yen Amount)
{
    /// <summary>Of invoices or slips.</summary>
    public IReadOnlyList<string> Numbers { get; init; } = [];

    public IReadOnlyList<FiscalYear> Years { get; init; } = [];

    /// <summary>The institution that was asked; empty for the member's own invoice.</summary>
    public string PaidBy { get; init; } = "";
}

/// <summary>Writes the mails about the office's invoices into the outbox, with the change they report.</summary>
public sealed class InvoicingMails(MailOutbox outbox, PublicAddress address, IStringLocalizer<InvoicingText> text, TimeProvider clock)
{
    /// <summary>A member without an account gets no mail.</summary>
    public async Task QueueAsync(MemberHubDbContext database, InvoicingMail mail, CancellationToken cancel)
    {
        if (await database.ReadMailReaderAsync(mail.MemberId, cancel) is not var (reader, society))
        {
            return;
        }

        using var spoken = Spoken.In(reader.Language);
        outbox.Add(
            database,
            clock.UtcNow(),
            reader.Email,
            text[$"Mail.{mail.Kind}.Subject"],
            text[
                "Mail.Letter",
                reader.Name,
                text[$"Mail.{mail.Kind}.Body"],
                string.Join('\n', Facts(mail)),
                address.LinkTo("/payments/history"),
                society.NameIn(Languages.Current),
                society.Settings.Issuer.Email,
                society.Settings.Issuer.Phone]);
    }

    private IEnumerable<string> Facts(InvoicingMail mail)
    {
        if (mail.PaidBy.Length > 0)
        {
            yield return text["Mail.PaidBy", mail.PaidBy];
        }

        if (mail.Numbers.Count > 0)
        {
            yield return text["Mail.Numbers", string.Join("、", mail.Numbers)];
        }

        if (mail.Years.Count > 0)
        {
            yield return text["Mail.Years", string.Join("、", mail.Years.Distinct().Order().Select(Show.Year))];
        }

        yield return text["Mail.Amount", Show.Money(mail.Amount)];
    }
}
