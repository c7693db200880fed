using MemberHub.Components.Texts;
using MemberHub.Data;
using MemberHub.Data.Outbox;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Platform.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Reconciliation;

/// <summary>What a mail tells a member about money. Each has a subject and a body in the resources under its name.</summary>
public enum MoneyMailKind
{
    /// <summary>Money came and settled charges.</summary>
    Booked,

    /// <summary>Money came and settles nothing yet.</summary>
    Credited,

    CreditApplied,
    RefundBegun,
    RefundDone,
    RefundWithdrawn,

    /// <summary>A settlement was a mistake and was undone.</summary>
    Undone,
}

/// <summary>The facts of such a mail, in the order in which they stand.</summary>
public sealed record MoneyMail(long MemberId, MoneyMailKind Kind, Yen Amount)
{
    public DateOnly? ReceivedOn { get; init; }

    public Yen Credit { get; init; }

    public Yen Forgiven { get; init; }

    /// <summary>Invoices that are not to be paid any more.</summary>
    public IReadOnlyList<string> Voided { get; init; } = [];

    /// <summary>A receipt that is void from now on; null for none.</summary>
    public string? VoidedReceipt { get; init; }
}

/// <summary>Writes the mails about deposits, credits and refunds into the outbox, with the change they report.</summary>
public sealed class ReconciliationMails(MailOutbox outbox, PublicAddress address, IStringLocalizer<ReconciliationText> text, TimeProvider clock)
{
    /// <summary>A member without an account gets no mail.</summary>
    public async Task QueueAsync(MemberHubDbContext database, MoneyMail mail, CancellationToken cancel)
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
                text[$"Mail.{mail.Kind}.Body", Show.Money(mail.Amount)],
                string.Join('\n', Facts(mail)),
                address.LinkTo("/payments/history"),
                society.NameIn(Languages.Current),
                society.Settings.Issuer.Email,
                society.Settings.Issuer.Phone]);
    }

    private IEnumerable<string> Facts(MoneyMail mail)
    {
        if (mail.ReceivedOn is { } day)
        {
            yield return text["Mail.ReceivedOn", Show.Date(day)];
        }

        if (mail.Credit > Yen.Zero)
        {
            yield return text["Mail.Credit", Show.Money(mail.Credit)];
        }

        if (mail.Forgiven > Yen.Zero)
        {
            yield return text["Mail.Forgiven", Show.Money(mail.Forgiven)];
        }

        foreach (var number in mail.Voided)
        {
            yield return text["Mail.Voided", number];
        }

        if (mail.VoidedReceipt is { } receipt)
        {
            yield return text["Mail.VoidedReceipt", receipt];
        }
    }
}
