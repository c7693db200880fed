using MemberHub.Data;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using MemberHub.Domain.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Support;

/// <summary>
/// Carries out what a colleague does on a ticket, all or nothing. Each step adds the event after the last one that the colleague saw: of two who saw the same, one wins, and the
/// other is told who did what.
/// </summary>
public sealed class TicketDesk(MemberHubDatabases databases, IStringLocalizer<SupportText> text, TimeProvider clock)
{
    /// <param name="seen">The last event that the page showed.</param>
    /// <param name="work">Does it with the open step, or says why not.</param>
    internal async Task<Result<Done>> StepAsync(Actor actor, string number, int seen, Func<TicketStep, Task<Refusal?>> work, CancellationToken cancel)
    {
        await using var database = databases.Open(actor.SocietyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        if (!TicketNumber.IsOne(number)
            || await database.SupportTickets.Include(row => row.Events.OrderBy(item => item.Sequence)).SingleOrDefaultAsync(row => row.Number == number, cancel) is not { } ticket)
        {
            return new NoSuchTicket();
        }

        if (ticket.Events[^1].Sequence != seen)
        {
            return await MovedAsync(database, ticket, ticket.Events[^1], cancel);
        }

        var society = await database.Societies.AsNoTracking().SingleAsync(row => row.Id == actor.SocietyId, cancel);
        var step = new TicketStep(database, ticket, society, actor, clock.UtcNow(), seen);
        try
        {
            if (await work(step) is { } refusal)
            {
                return refusal;
            }

            await database.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
            return Done.It;
        }
        catch (DbUpdateConcurrencyException)
        {
            return new TicketMemberChanged();
        }
        catch (DbUpdateException twice) when (twice.IsUniqueViolation())
        {
            await transaction.RollbackAsync(cancel);
            await using var anew = databases.Open(actor.SocietyId);
            var last = await anew.TicketEvents.Where(item => item.TicketId == ticket.Id).OrderByDescending(item => item.Sequence).FirstAsync(cancel);
            return last.Sequence == seen ? new AddressInUse() : await MovedAsync(anew, ticket, last, cancel);
        }
    }

    private async Task<Refusal> MovedAsync(MemberHubDbContext database, SupportTicket ticket, TicketEvent last, CancellationToken cancel)
    {
        return new TicketMoved(await database.ReadStaffNameAsync(last.AccountId, cancel) ?? ticket.Name, text[$"Event.{last.Kind}"], TicketWords.Moment(last.OccurredUtc));
    }
}

/// <summary>A step under way, in an open transaction.</summary>
internal sealed record TicketStep(MemberHubDbContext Database, SupportTicket Ticket, Society Society, Actor Actor, DateTime NowUtc, int Seen)
{
    private int last = Seen;

    /// <summary>Adds what happened.</summary>
    public void Happened(TicketEventKind kind, string words = "", IdentityCheck? check = null) =>
        Database.Add(new TicketEvent(++last, kind, NowUtc, Actor.AccountId, words, check) { TicketId = Ticket.Id });
}

/// <summary>The member's data were changed at the same moment.</summary>
public sealed record TicketMemberChanged : Refusal;
