using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Societies;
using MemberHub.Domain.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Support;

/// <summary>A ticket as its member sees it: what was asked and answered, without what the office did in between.</summary>
/// <param name="Seen">The last event there is; a message carries it along.</param>
public sealed record MyTicketView(string Number, TicketKind Kind, TicketState State, DateTime CreatedUtc, int Seen, IReadOnlyList<TicketMessage> Messages);

/// <summary>What somebody wrote.</summary>
/// <param name="ByOffice">The office wrote it; else the member.</param>
public sealed record TicketMessage(bool ByOffice, string Text, DateTime WrittenUtc);

/// <summary>Reads one of the member's own tickets.</summary>
public sealed class OpenMyTicket(MemberHubDatabases databases)
{
    private static readonly IReadOnlyList<TicketEventKind> Shown = [TicketEventKind.Asked, TicketEventKind.Added, TicketEventKind.Answered];

    public async Task<Result<MyTicketView>> RunAsync(Actor actor, string number, CancellationToken cancel)
    {
        await using var database = databases.Open(actor.SocietyId);
        if (await FindAsync(database, actor, number, cancel) is not { } ticket)
        {
            return new NoSuchTicket();
        }

        return new MyTicketView(
            ticket.Number,
            ticket.Kind,
            SupportTicket.StateOf(ticket.Events.Select(item => item.Kind)),
            ticket.CreatedUtc,
            ticket.Events[^1].Sequence,
            [.. ticket.Events.Where(item => Shown.Contains(item.Kind) && item.Text.Length > 0).Select(item => new TicketMessage(item.Kind == TicketEventKind.Answered, item.Text, item.OccurredUtc))]);
    }

    /// <summary>The ticket with its events in order, asked by this account for this member; null for any other.</summary>
    internal static Task<SupportTicket?> FindAsync(MemberHubDbContext database, Actor actor, string number, CancellationToken cancel) =>
        TicketNumber.IsOne(number)
            ? database.SupportTickets.AsNoTracking().Include(ticket => ticket.Events.OrderBy(item => item.Sequence))
                .SingleOrDefaultAsync(ticket => ticket.Number == number && ticket.AccountId == actor.AccountId && ticket.MemberId == actor.MemberId, cancel)
            : Task.FromResult<SupportTicket?>(null);
}
