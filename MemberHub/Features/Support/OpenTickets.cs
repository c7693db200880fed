using MemberHub.Data;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using MemberHub.Domain.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Support;

/// <summary>Which tickets are wanted; null for any.</summary>
public sealed record TicketFilter(TicketState? State = null, TicketSide? Side = null, TicketKind? Kind = null)
{
    /// <summary>Reads it from the words in an address; a word that means nothing counts as any. Without a state, those that wait.</summary>
    public static TicketFilter Of(string? state, string? side, string? kind) => new(
        string.IsNullOrEmpty(state) ? TicketState.Waiting : Word<TicketState>(state), Word<TicketSide>(side), Word<TicketKind>(kind));

    private static T? Word<T>(string? word)
        where T : struct, Enum => Enum.GetNames<T>().Contains(word) ? Enum.Parse<T>(word!) : null;
}

/// <summary>A ticket in the list.</summary>
/// <param name="Age">Business days since it was asked (営業日).</param>
public sealed record TicketRow(string Number, TicketKind Kind, TicketSide Side, TicketState State, string Name, string MemberNumber, DateTime CreatedUtc, int Age);

/// <summary>お問い合わせ, at most <see cref="OpenTickets.PageSize"/>: what waits the oldest first, else the newest first.</summary>
public sealed record TicketsView(IReadOnlyList<TicketRow> Rows, int Count);

/// <summary>Reads the office's queue of tickets.</summary>
public sealed class OpenTickets(MemberHubDatabases databases, TimeProvider clock)
{
    public const int PageSize = 50;

    public async Task<Result<TicketsView>> RunAsync(Actor actor, TicketFilter filter, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.SeeOffice))
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        var wanted = database.SupportTickets.Where(ticket => (filter.Side == null || ticket.Side == filter.Side) && (filter.Kind == null || ticket.Kind == filter.Kind));
        wanted = filter.State is { } state ? wanted.In(state) : wanted;
        var ordered = filter.State == TicketState.Waiting ? wanted.OrderBy(ticket => ticket.Id) : wanted.OrderByDescending(ticket => ticket.Id);
        var rows = await ordered.Take(PageSize).Select(ticket => new
        {
            ticket.Number,
            ticket.Kind,
            ticket.Side,
            ticket.Name,
            ticket.ClaimedNumber,
            ticket.CreatedUtc,
            Events = ticket.Events.OrderBy(item => item.Sequence).Select(item => item.Kind).ToList(),
        }).ToListAsync(cancel);
        var settings = await database.Societies.Where(society => society.Id == actor.SocietyId).Select(society => society.Settings).SingleAsync(cancel);
        var (days, today) = (settings.ToBusinessDays(), clock.Today());
        return new TicketsView(
            rows.ConvertAll(row => new TicketRow(
                row.Number, row.Kind, row.Side, SupportTicket.StateOf(row.Events), row.Name, row.ClaimedNumber, row.CreatedUtc, days.CountFrom(JapanTime.DateOf(row.CreatedUtc).AddDays(1), today))),
            await wanted.CountAsync(cancel));
    }
}
