using MemberHub.Components.Texts;
using MemberHub.Data;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using MemberHub.Domain.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Support;

/// <summary>What the contact form shows.</summary>
/// <param name="Email">Where the answer goes; empty where no address is registered.</param>
/// <param name="Claim">What is carried along about dues, in words; empty for nothing open.</param>
/// <param name="Earlier">The member's own tickets, newest first.</param>
public sealed record ContactView(string Name, string Number, string Email, string Claim, IReadOnlyList<MyTicketLine> Earlier);

/// <summary>One of the member's own tickets.</summary>
public sealed record MyTicketLine(string Number, TicketKind Kind, TicketState State, DateTime CreatedUtc);

/// <summary>Reads what goes along with a member's question: who asks, where the answer goes, what is owed.</summary>
public sealed class OpenContact(MemberHubDatabases databases, IStringLocalizer<SupportText> text, TimeProvider clock)
{
    private const int MostShown = 20;

    public async Task<Result<ContactView>> RunAsync(Actor actor, CancellationToken cancel)
    {
        await using var database = databases.Open(actor.SocietyId);
        if (await ReadAsync(database, actor, Languages.Current, cancel) is not { } asker)
        {
            return new NotAllowed();
        }

        var tickets = await database.SupportTickets.Where(ticket => ticket.AccountId == actor.AccountId && ticket.MemberId == actor.MemberId)
            .OrderByDescending(ticket => ticket.Id).Take(MostShown)
            .Select(ticket => new { ticket.Number, ticket.Kind, ticket.CreatedUtc, Events = ticket.Events.OrderBy(item => item.Sequence).Select(item => item.Kind).ToList() })
            .ToListAsync(cancel);
        return asker with { Earlier = tickets.ConvertAll(ticket => new MyTicketLine(ticket.Number, ticket.Kind, SupportTicket.StateOf(ticket.Events), ticket.CreatedUtc)) };
    }

    /// <summary>Who asks, without earlier tickets; null for somebody who is no member.</summary>
    /// <param name="language">The claim is said in it.</param>
    internal async Task<ContactView?> ReadAsync(MemberHubDbContext database, Actor actor, string language, CancellationToken cancel)
    {
        if (actor.MemberId is not { } memberId
            || await database.Members.Where(member => member.Id == memberId)
                .Select(member => new { member.Person.Name, member.Number, Email = database.Users.Where(account => account.Id == actor.AccountId).Select(account => account.Email).FirstOrDefault() })
                .SingleOrDefaultAsync(cancel) is not { } asker)
        {
            return null;
        }

        var claim = (await database.ReadLedgerAsync(memberId, clock.Today(), cancel)).ToClaim();
        var words = claim.IsEmpty ? "" : Spoken.In(language, () => text["Claim", string.Join(text["Claim.And"], claim.Lines.Select(line => Show.Year(line.Year)).Distinct()), Show.Money(claim.Total)].Value);
        return new ContactView(asker.Name, asker.Number.Digits, asker.Email ?? "", words, []);
    }
}
