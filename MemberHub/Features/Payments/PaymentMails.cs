using MemberHub.Components.Texts;
using MemberHub.Data;
using MemberHub.Data.Ledger;
using MemberHub.Data.Outbox;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using MemberHub.Platform.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Payments;

/// <summary>What a mail about an order tells. Each has a subject and a body in the resources under its name; the two reminders share theirs.</summary>
public enum PaymentMailKind
{
    /// <summary>The number with which to pay at the store; not a payment.</summary>
    VoucherIssued,

    /// <summary>The first reminder, three days before the deadline or as soon after as may be; it says how many days are left.</summary>
    DeadlineInThreeDays,

    /// <summary>The last reminder, the day before the deadline or on the day itself.</summary>
    DeadlineTomorrow,

    Paid,

    /// <summary>Less money came than the order asked for (一部入金); the rest is open.</summary>
    PaidInPart,

    /// <summary>Money came that settles nothing (預り金).</summary>
    Credited,

    Cancelled,
    Expired,
    SlipRequested,
    SlipSent,
    Refunded,
}

/// <summary>Writes the mails about orders into the outbox, with the change they report.</summary>
public sealed class PaymentMails(MailOutbox outbox, PublicAddress address, IStringLocalizer<PaymentsText> text, TimeProvider clock)
{
    private readonly CompiledQuery<Func<MemberHubDbContext, long, CancellationToken, Task<Reader?>>> readers = new(() => EF.CompileAsyncQuery(
        (MemberHubDbContext database, long memberId, CancellationToken cancel) => (
            from link in database.AccountMembers
            join account in database.Users on link.AccountId equals account.Id
            join member in database.Members on link.MemberId equals member.Id
            join society in database.Societies on member.SocietyId equals society.Id
            where member.Id == memberId && account.Email != null
            select new Reader(account.Email!, account.Language, member.Person.Name, society.NameJa, society.NameEn, society.Settings)).FirstOrDefault()));

    /// <summary>Tells what became of money that came: it paid the order, paid it in part or settles nothing yet. Called before the money is saved.</summary>
    public async Task QueueMoneyAsync(MemberHubDbContext database, PaymentOrder order, BookedMoney booked, CancellationToken cancel)
    {
        var open = booked.Allocated < order.Amount ? (await database.ReadOpenOfOrderAsync(order.Id, cancel)).Values.Total() : booked.Allocated;
        var left = open - booked.Allocated;
        var kind = booked.Allocated == Yen.Zero ? PaymentMailKind.Credited : left > Yen.Zero ? PaymentMailKind.PaidInPart : PaymentMailKind.Paid;
        await QueueAsync(database, order, kind, new MailedMoney(booked.Payment.Amount, left), cancel);
    }

    /// <summary>A member without an account gets no mail.</summary>
    public Task QueueAsync(MemberHubDbContext database, PaymentOrder order, PaymentMailKind kind, Yen amount, CancellationToken cancel) =>
        QueueAsync(database, order, kind, new MailedMoney(amount, Yen.Zero), cancel);

    private async Task QueueAsync(MemberHubDbContext database, PaymentOrder order, PaymentMailKind kind, MailedMoney money, CancellationToken cancel)
    {
        var reader = await readers.On(database)(database, order.MemberId, cancel);
        if (reader is null)
        {
            return;
        }

        using var spoken = Spoken.In(reader.Language);
        outbox.Add(database, clock.UtcNow(), reader.Email, Subject(order, kind), Body(reader, order, kind, money));
    }

    private string Subject(PaymentOrder order, PaymentMailKind kind) => IsReminder(kind)
        ? DaysLeft(order) is var days and > 0 ? text["Mail.Deadline.Subject", days] : text["Mail.Deadline.Today"]
        : text[$"Mail.{kind}.Subject"];

    private int DaysLeft(PaymentOrder order) => JapanTime.DateOf(order.DeadlineUtc!.Value).DayNumber - clock.Today().DayNumber;

    private static bool IsReminder(PaymentMailKind kind) => kind is PaymentMailKind.DeadlineInThreeDays or PaymentMailKind.DeadlineTomorrow;

    private string Body(Reader reader, PaymentOrder order, PaymentMailKind kind, MailedMoney money)
    {
        var facts = string.Join('\n', Facts(order, kind).Select(fact => $"{text[fact.Label]}: {fact.Value}"));
        return text[
            "Mail.Letter",
            reader.Name,
            text[IsReminder(kind) ? "Mail.Deadline.Body" : $"Mail.{kind}.Body", Show.Money(money.Amount), Show.Money(money.Left)],
            facts,
            text[kind switch { PaymentMailKind.Paid => "Mail.See.Receipt", PaymentMailKind.PaidInPart => "Mail.See.Rest", _ => "Mail.See" }],
            address.LinkTo(kind == PaymentMailKind.PaidInPart ? "/payments" : $"/payments/order/{order.Reference}"),
            Languages.Current == "en" && reader.SocietyEn.Length > 0 ? reader.SocietyEn : reader.Society,
            reader.Settings.Issuer.Email,
            reader.Settings.Issuer.Phone];
    }

    private IEnumerable<(string Label, string Value)> Facts(PaymentOrder order, PaymentMailKind kind)
    {
        yield return ("Fact.Reference", order.Reference);
        yield return ("Fact.Method", text[$"By.{order.Method}"]);
        if ((kind == PaymentMailKind.VoucherIssued || IsReminder(kind)) && order.Details.Voucher is { } voucher)
        {
            if (voucher.Store is { } store)
            {
                yield return ("Fact.Store", text[$"Store.{store}"]);
            }

            if (voucher.Number.Length > 0)
            {
                yield return ("Fact.Number", voucher.Number);
            }

            if (voucher.Confirmation.Length > 0)
            {
                yield return ("Fact.Confirmation", voucher.Confirmation);
            }

            if (order.DeadlineUtc is { } deadline)
            {
                yield return ("Fact.Deadline", Show.Date(JapanTime.DateOf(deadline)));
            }
        }

        if (kind == PaymentMailKind.SlipRequested && order.Details is { SlipEarliest: { } earliest, SlipLatest: { } latest })
        {
            yield return ("Fact.SlipPromise", text["Fact.FromTo", Show.Date(earliest), Show.Date(latest)]);
        }
    }

    private sealed record MailedMoney(Yen Amount, Yen Left);

    private sealed record Reader(string Email, string? Language, string Name, string Society, string SocietyEn, SocietySettings Settings);
}
