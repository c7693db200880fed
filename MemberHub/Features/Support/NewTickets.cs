using MemberHub.Components.Texts;
using MemberHub.Data;
using MemberHub.Data.Register;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using MemberHub.Domain.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Support;

/// <summary>Adds tickets: a number, the mails, and one ticket for however many presses of the button.</summary>
public sealed class NewTickets(TicketMails mails, TimeProvider clock)
{
    /// <summary>The ticket's number, also where an earlier press of the same form has added it.</summary>
    /// <param name="make">The ticket with a number, at a moment.</param>
    /// <param name="record">Adds the line of the audit trail.</param>
    internal async Task<string> AddAsync(
        MemberHubDbContext database, Society society, string requestKey, Func<TicketNumber, DateTime, SupportTicket> make, Action<SupportTicket, DateTime> record, CancellationToken cancel)
    {
        if (await FindAsync(database, requestKey, cancel) is { } earlier)
        {
            return earlier;
        }

        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        try
        {
            var now = clock.UtcNow();
            var ticket = make(await database.TakeTicketNumberAsync(society.Settings.Calendar.YearOf(JapanTime.DateOf(now)), cancel), now);
            database.Add(ticket);
            mails.Received(database, society, ticket);
            mails.Arrived(database, society, ticket);
            record(ticket, now);
            await database.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
            return ticket.Number;
        }
        catch (DbUpdateException twice) when (twice.IsUniqueViolation())
        {
            await transaction.RollbackAsync(cancel);
            return await FindAsync(database, requestKey, cancel) ?? throw new InvalidOperationException("A ticket with this key is there and cannot be read.", twice);
        }
    }

    /// <summary>A key of a form as it is kept; a new one where the form carries none that could be ours.</summary>
    internal static string KeyOf(string? requestKey) => requestKey is { Length: > 0 and <= SupportTicket.RequestKeyMaxLength } && requestKey.All(char.IsAsciiLetterOrDigit) ? requestKey : NewKey();

    /// <summary>A key for a new form.</summary>
    public static string NewKey() => Guid.NewGuid().ToString("N");

    /// <summary>The language of the page being rendered.</summary>
    internal static string Language => Languages.Knows(Languages.Current) ? Languages.Current : Languages.Default;

    private static Task<string?> FindAsync(MemberHubDbContext database, string requestKey, CancellationToken cancel) =>
        database.SupportTickets.Where(ticket => ticket.RequestKey == requestKey).Select(ticket => (string?)ticket.Number).FirstOrDefaultAsync(cancel);
}
