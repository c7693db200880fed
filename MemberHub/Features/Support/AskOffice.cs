using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using MemberHub.Domain.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Support;

/// <summary>Sends a member's question or wish to the office (お問い合わせ), with the page it came from and what is owed now.</summary>
public sealed class AskOffice(MemberHubDatabases databases, OpenContact contact, NewTickets tickets)
{
    /// <summary>Answers the ticket's number.</summary>
    public async Task<Result<string>> RunAsync(Actor actor, ContactForm form, CancellationToken cancel)
    {
        await using var database = databases.Open(actor.SocietyId);
        if (await contact.ReadAsync(database, actor, OfficeLanguage, cancel) is not { } asker)
        {
            return new NotAllowed();
        }

        if (form.Fault(asker.Email) is { } fault)
        {
            return fault;
        }

        var society = await database.Societies.AsNoTracking().SingleAsync(row => row.Id == actor.SocietyId, cancel);
        var key = NewTickets.KeyOf(form.RequestKey);
        return await tickets.AddAsync(
            database,
            society,
            key,
            (number, now) => new SupportTicket(number, form.Kind, form.SideOfKind, now, (form.Text ?? "").Trim(), actor.AccountId)
            {
                MemberId = actor.MemberId,
                AccountId = actor.AccountId,
                ClaimedNumber = asker.Number,
                Name = asker.Name,
                Email = asker.Email.Length > 0 ? asker.Email : JapaneseText.Code(form.Email!),
                Language = NewTickets.Language,
                Page = PageAddress.Of(form.From),
                Claim = asker.Claim,
                RequestKey = key,
            },
            (ticket, now) => database.Record(actor, now, nameof(AskOffice), actor.MemberId, new { Ticket = ticket.Number, Kind = ticket.Kind.ToString() }),
            cancel);
    }

    // What is owed is written down for the office.
    private const string OfficeLanguage = "ja";
}
