using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Queries;
using MemberHub.Data.Search;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using MemberHub.Domain.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Support;

/// <summary>All that the office needs for one ticket.</summary>
public sealed record TicketView
{
    public required SupportTicket Ticket { get; init; }

    public required TicketState State { get; init; }

    /// <summary>What happened, in order, with who did it.</summary>
    public required IReadOnlyList<TicketStepLine> Steps { get; init; }

    /// <summary>Whom it is about; null while nobody has said.</summary>
    public TicketPerson? Person { get; init; }

    /// <summary>Who it may be, the likeliest first; empty once somebody has said.</summary>
    public IReadOnlyList<TicketPerson> Candidates { get; init; } = [];

    public bool MayAnswer { get; init; }

    public bool MayEdit { get; init; }

    /// <summary>The last event there is.</summary>
    public int Seen => Steps[^1].Event.Sequence;
}

/// <summary>An event with the colleague's or the member's name.</summary>
public sealed record TicketStepLine(TicketEvent Event, string By);

/// <summary>A member beside a ticket, with what the office checks somebody by.</summary>
/// <param name="NumberAgrees">The number is the one that was typed.</param>
/// <param name="NameAgrees">The name is the one that was typed, whatever kanji variant.</param>
/// <param name="AffiliationAgrees">One affiliation has the words that were typed.</param>
public sealed record TicketPerson(
    string Number, string Name, string Kana, IReadOnlyList<string> Affiliations, DateOnly? BirthDate, IReadOnlyList<string> Phones, string Address, string LoginId, string Email, bool HasLeft,
    bool NumberAgrees, bool NameAgrees, bool AffiliationAgrees);

/// <summary>Reads a ticket, with the member it is about or those it may be about.</summary>
public sealed class OpenTicket(MemberHubDatabases databases, MemberIndex index, TimeProvider clock)
{
    private const int MostCandidates = 5;

    public async Task<Result<TicketView>> RunAsync(Actor actor, string number, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.SeeOffice))
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        if (!TicketNumber.IsOne(number)
            || await database.SupportTickets.AsNoTracking().Include(row => row.Events.OrderBy(item => item.Sequence)).SingleOrDefaultAsync(row => row.Number == number, cancel) is not { } ticket)
        {
            return new NoSuchTicket();
        }

        var names = await database.ReadStaffNamesAsync(ticket.Events.Select(item => item.AccountId), cancel);
        var shown = ticket.MemberId is { } known ? [known] : await CandidatesAsync(database, ticket, cancel);
        await database.RecordLooksAsync(actor, shown, clock.UtcNow(), cancel);
        var people = await PeopleAsync(database, ticket, shown, cancel);
        return new TicketView
        {
            Ticket = ticket,
            State = SupportTicket.StateOf(ticket.Events.Select(item => item.Kind)),
            Steps = [.. ticket.Events.Select(item => new TicketStepLine(item, SupportTicket.Asking.Contains(item.Kind) ? ticket.Name : names.GetValueOrDefault(item.AccountId ?? 0, "")))],
            Person = ticket.MemberId is null ? null : people.SingleOrDefault(),
            Candidates = ticket.MemberId is null ? people : [],
            MayAnswer = actor.May(OfficeRight.AnswerSupport),
            MayEdit = actor.May(OfficeRight.EditMembers),
        };
    }

    // By the number, then by the name; who was merged away is gone.
    private async Task<IReadOnlyList<long>> CandidatesAsync(MemberHubDbContext database, SupportTicket ticket, CancellationToken cancel)
    {
        List<long> found = [];
        if (MemberNumber.TryParse(ticket.ClaimedNumber, out var typed))
        {
            found.AddRange(await database.Members.Where(member => member.Number == typed && member.MergedIntoId == null).Select(member => member.Id).ToListAsync(cancel));
        }

        var named = await database.FindMembersAsync(index, new MemberSearch { Words = ticket.Name }, clock.Today(), cancel);
        return [.. found.Concat(named.Select(member => member.Id)).Distinct().Take(MostCandidates)];
    }

    private async Task<IReadOnlyList<TicketPerson>> PeopleAsync(MemberHubDbContext database, SupportTicket ticket, IReadOnlyList<long> ids, CancellationToken cancel)
    {
        var members = await database.Members.AsNoTracking().Include(member => member.Affiliations.OrderBy(item => item.Ordinal)).Where(member => ids.Contains(member.Id) && member.MergedIntoId == null).ToListAsync(cancel);
        var accounts = (await (
            from link in database.AccountMembers
            join account in database.Users on link.AccountId equals account.Id
            where ids.Contains(link.MemberId)
            select new { link.MemberId, account.UserName, account.Email }).ToListAsync(cancel)).ToDictionary(account => account.MemberId);
        return [.. members.OrderBy(member => ids.ToList().IndexOf(member.Id)).Select(member => ToPerson(member, ticket, accounts.GetValueOrDefault(member.Id)?.UserName ?? "", accounts.GetValueOrDefault(member.Id)?.Email ?? ""))];
    }

    private TicketPerson ToPerson(Member member, SupportTicket ticket, string loginId, string email)
    {
        var affiliations = member.Affiliations.Select(item => string.Join(' ', new[] { item.Details.Institution, item.Details.Department }.Where(part => part.Length > 0))).ToList();
        var typed = SearchText.Key(ticket.Affiliation);
        var phones = new[] { member.Person.MobilePhone, member.Person.Home.Phone }.Concat(member.Affiliations.Select(item => item.Details.Place.Phone));
        return new TicketPerson(
            member.Number.Digits, member.Person.Name, member.Person.Kana, affiliations, member.Person.BirthDate, [.. phones.Where(phone => phone.Length > 0).Distinct()], member.Person.Home.Address, loginId, email,
            member.HasWithdrawnBy(clock.Today()),
            MemberNumber.TryParse(ticket.ClaimedNumber, out var number) && number == member.Number,
            SearchText.Key(ticket.Name) == SearchText.Key(member.Person.Name),
            typed.Length > 0 && affiliations.Exists(words => SearchText.Key(words).Contains(typed, StringComparison.Ordinal) || (words.Length > 0 && typed.Contains(SearchText.Key(words.Split(' ')[0]), StringComparison.Ordinal))));
    }
}
