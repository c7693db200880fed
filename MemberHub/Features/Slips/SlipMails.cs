using MemberHub.Components.Texts;
using MemberHub.Data;
using MemberHub.Data.Outbox;
using MemberHub.Data.Queries;
using MemberHub.Domain.Payments;
using MemberHub.Platform.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Slips;

/// <summary>What a mail about a slip tells. Each has a subject and a body in the resources under its name.</summary>
public enum SlipMailKind
{
    Sent,
    Rejected,
    Returned,
}

/// <summary>Writes the mails about slips into the outbox, with the step they report. A member without an account gets none.</summary>
public sealed class SlipMails(MailOutbox outbox, PublicAddress address, IStringLocalizer<SlipsText> text)
{
    /// <param name="fact">The day of posting, or what the office says; asked for in the language of the mail.</param>
    public async Task QueueAsync(MemberHubDbContext database, IReadOnlyList<PaymentOrder> orders, SlipMailKind kind, DateTime nowUtc, Func<string> fact, CancellationToken cancel)
    {
        if (orders.Count == 0)
        {
            return;
        }

        var readers = await database.ReadMailReadersAsync([.. orders.Select(order => order.MemberId)], cancel);
        var society = await database.Societies.SingleAsync(item => item.Id == database.ShownSociety, cancel);
        foreach (var order in orders)
        {
            if (readers.GetValueOrDefault(order.MemberId) is not { } reader)
            {
                continue;
            }

            using var spoken = Spoken.In(reader.Language);
            outbox.Add(database, nowUtc, reader.Email, text[$"Mail.{kind}.Subject"], text[
                "Mail.Letter",
                reader.Name,
                text[$"Mail.{kind}.Body", Show.Money(order.Amount), fact()],
                SlipNumber.Of(order.Id, order.CreatedUtc),
                address.LinkTo($"/payments/order/{order.Reference}"),
                society.NameIn(Languages.Current),
                society.Settings.Issuer.Email,
                society.Settings.Issuer.Phone]);
        }
    }
}
