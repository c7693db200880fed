using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using MemberHub.Domain.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Support;

/// <summary>What a member writes once more.</summary>
public sealed class AddForm
{
    public string? Text { get; set; }

    /// <summary>The last event that the page showed.</summary>
    public int Seen { get; set; }
}

/// <summary>Adds a message of the member; an answered or closed ticket waits for the office again.</summary>
public sealed class AddToTicket(MemberHubDatabases databases, TicketMails mails, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, string number, AddForm form, CancellationToken cancel)
    {
        await using var database = databases.Open(actor.SocietyId);
        if (await OpenMyTicket.FindAsync(database, actor, number, cancel) is not { } ticket)
        {
            return new NoSuchTicket();
        }

        var text = (form.Text ?? "").Trim();
        if (text.Length is 0 or > ContactForm.TextMaxLength || JapaneseText.HasControlCharacters(text))
        {
            return text.Length == 0 ? new TicketFaulty(nameof(form.Text), "Empty")
                : text.Length > ContactForm.TextMaxLength ? new TicketFaulty(nameof(form.Text), "TooLong", ContactForm.TextMaxLength)
                : new TicketFaulty(nameof(form.Text), "Control");
        }

        // A second press finds that the first has moved the ticket on, and has nothing left to do.
        if (ticket.Events[^1].Sequence != form.Seen)
        {
            return ticket.Events[^1] is { Kind: TicketEventKind.Added } last && last.Text == text ? Done.It : new TicketReadAnew();
        }

        var society = await database.Societies.AsNoTracking().SingleAsync(row => row.Id == actor.SocietyId, cancel);
        var now = clock.UtcNow();
        database.Add(new TicketEvent(form.Seen + 1, TicketEventKind.Added, now, actor.AccountId, text) { TicketId = ticket.Id });
        mails.Arrived(database, society, ticket);
        database.Record(actor, now, nameof(AddToTicket), actor.MemberId, new { Ticket = ticket.Number });
        try
        {
            await database.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException twice) when (twice.IsUniqueViolation())
        {
            return new TicketReadAnew();
        }

        return Done.It;
    }
}

/// <summary>The office has answered meanwhile.</summary>
public sealed record TicketReadAnew : Refusal;
