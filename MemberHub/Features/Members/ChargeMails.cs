using MemberHub.Components.Texts;
using MemberHub.Data;
using MemberHub.Data.Outbox;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Dues;
using MemberHub.Platform.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Members;

/// <summary>Tells a member what the office charges by hand, in the language of the reader, with the change it reports.</summary>
public sealed class ChargeMails(MailOutbox outbox, PublicAddress address, IStringLocalizer<MembersText> text, IStringLocalizer<StatusText> status, TimeProvider clock)
{
    /// <summary>A new charge; a member without an account gets no mail.</summary>
    public Task QueueRaisedAsync(MemberHubDbContext database, DuesCharge charge, CancellationToken cancel) => QueueAsync(
        database, charge.MemberId, "Raised", () => [Item(charge.FiscalYear.Year, charge.Item, charge.Title), Show.Money(charge.Amount), Show.Date(charge.DueOn)], cancel);

    /// <summary>A charge that was increased.</summary>
    /// <param name="open">What is to be paid of it now.</param>
    public Task QueueIncreasedAsync(MemberHubDbContext database, long memberId, ChargePosition charge, Yen open, string reason, CancellationToken cancel) => QueueAsync(
        database, memberId, "Increased", () => [Item(charge.Year.Year, charge.Item, charge.Title), Show.Money(open), Show.Date(charge.DueOn), reason], cancel);

    /// <summary>A charge that was lowered below what was paid for it.</summary>
    /// <param name="freed">What of the money is held as credit now.</param>
    public Task QueueLoweredAsync(MemberHubDbContext database, long memberId, ChargePosition charge, Yen less, Yen freed, string reason, CancellationToken cancel) => QueueAsync(
        database,
        memberId,
        "Lowered",
        () => [Item(charge.Year.Year, charge.Item, charge.Title), Show.Money(less), Show.Money(charge.Charged - less), reason, Show.Money(freed)],
        cancel);

    private string Item(int year, DuesItem item, string title) => $"{Show.Year(new(year))} {status.ItemOf(item, title)}";

    private async Task QueueAsync(MemberHubDbContext database, long memberId, string kind, Func<object[]> facts, CancellationToken cancel)
    {
        if (await database.ReadMailReaderAsync(memberId, cancel) is not var (reader, society))
        {
            return;
        }

        using var spoken = Spoken.In(reader.Language);
        outbox.Add(
            database,
            clock.UtcNow(),
            reader.Email,
            text[$"Mail.{kind}.Subject"],
            text["Mail.Letter", reader.Name, text[$"Mail.{kind}.Body", facts()].Value, address.LinkTo("/payments"), society.NameIn(Languages.Current), society.Settings.Issuer.Email, society.Settings.Issuer.Phone]);
    }
}
