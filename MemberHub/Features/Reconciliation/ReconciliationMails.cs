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

    /// <summary>What is not to be paid any more.</summary>
    public IReadOnlyList<EndedOrder> Ended { get; init; } = [];

    /// <summary>The credit that had been used for dues and is not any more; 0円 for none.</summary>
    public Yen CreditTakenBack { get; init; }

    /// <summary>A receipt that is void from now on; null for none.</summary>
    public string? VoidedReceipt { get; init; }
}

/// <summary>Writes the mails about deposits, credits and refunds into the outbox, with the change they report.</summary>
public sealed class ReconciliationMails(MailOutbox outbox, PublicAddress address, IStringLocalizer<ReconciliationText> text, TimeProvider clock)
{
    /// <summary>
    /// A member without an account gets no mail. Where the way to pay has ended, or dues are open again, it says what is open: what the mail is about has to
    /// be saved by then.
    /// </summary>
    public async Task QueueAsync(MemberHubDbContext database, MoneyMail mail, CancellationToken cancel)
    {
        if (await database.ReadMailReaderAsync(mail.MemberId, cancel) is not var (reader, society))
        {
            return;
        }

        var saysOpen = mail.Ended.Count > 0 || mail.CreditTakenBack > Yen.Zero;
        var open = saysOpen ? (await database.ReadLedgerAsync(mail.MemberId, clock.Today(), cancel)).ToClaim().Total : (Yen?)null;
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
                string.Join('\n', Facts(mail, open)),
                address.LinkTo("/payments/history"),
                society.NameIn(Languages.Current),
                society.Settings.Issuer.Email,
                society.Settings.Issuer.Phone]);
    }

    private IEnumerable<string> Facts(MoneyMail mail, Yen? open)
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

        if (mail.CreditTakenBack > Yen.Zero)
        {
            yield return text["Mail.CreditTakenBack", Show.Money(mail.CreditTakenBack)];
        }

        foreach (var ended in mail.Ended)
        {
            yield return text[$"Mail.Ended.{ended.Kind}", ended.Number];
        }

        if (mail.VoidedReceipt is { } receipt)
        {
            yield return text["Mail.VoidedReceipt", receipt];
        }

        if (open is { } owed)
        {
            yield return text["Mail.Open", Show.Money(owed)];
        }
    }
}
