using MemberHub.Domain.Support;

namespace MemberHub.Data.Queries;

/// <summary>Tickets by where they stand, asked of their events: no state is stored.</summary>
public static class TicketQueries
{
    /// <summary>Those that wait for the office: asked, or added to, after the last answer and after the last closing.</summary>
    public static IQueryable<SupportTicket> WaitingTickets(this MemberHubDbContext database) => database.SupportTickets.In(TicketState.Waiting);

    /// <summary>Those in one state.</summary>
    public static IQueryable<SupportTicket> In(this IQueryable<SupportTicket> tickets, TicketState state)
    {
        var (asks, ends) = (SupportTicket.Asking, SupportTicket.Ending);
        var end = state == TicketState.Closed ? TicketEventKind.Closed : TicketEventKind.Answered;
        return state == TicketState.Waiting
            ? tickets.Where(ticket => ticket.Events.Any(ask => asks.Contains(ask.Kind) && !ticket.Events.Any(later => ends.Contains(later.Kind) && later.Sequence > ask.Sequence)))
            : tickets.Where(ticket => ticket.Events.Any(done => done.Kind == end
                && !ticket.Events.Any(later => (asks.Contains(later.Kind) || ends.Contains(later.Kind)) && later.Sequence > done.Sequence)));
    }
}
