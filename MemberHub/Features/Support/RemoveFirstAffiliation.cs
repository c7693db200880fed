using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using MemberHub.Domain.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Support;

/// <summary>
/// Removes affiliation 1 as the member asked (所属先1の削除): the next one takes its place; without one, paper goes home. Members cannot do it themselves, because paper must always have
/// somewhere to go.
/// </summary>
public sealed class RemoveFirstAffiliation(TicketDesk desk)
{
    /// <param name="seen">The last event that the page showed.</param>
    public async Task<Result<Done>> RunAsync(Actor actor, string number, int seen, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.EditMembers))
        {
            return new NotAllowed();
        }

        return await desk.StepAsync(actor, number, seen, step => RemoveAsync(step, cancel), cancel);
    }

    private static async Task<Refusal?> RemoveAsync(TicketStep step, CancellationToken cancel)
    {
        if (step.Ticket.MemberId is not { } memberId)
        {
            return new TicketWithoutMember();
        }

        var database = step.Database;
        var member = await database.Members.Include(row => row.Affiliations.OrderBy(item => item.Ordinal)).SingleAsync(row => row.Id == memberId, cancel);
        if (member.Affiliations.Count == 0)
        {
            return new NoAffiliationToRemove();
        }

        List<AffiliationDetails> rest = [.. member.Affiliations.Skip(1).Select(item => item.Details)];
        if (rest.Count == 0 && member.Person.Home.Address.Length == 0)
        {
            return new HomeAddressMissing();
        }

        var (removed, destination) = (member.Affiliations[0].Details, member.Person.MailingDestination);
        // Rows are deleted by name only: no delete behaviour of the model takes them along.
        database.RemoveRange(member.Affiliations.Skip(rest.Count));
        member.Affiliate(rest);
        if (rest.Count == 0)
        {
            member.Change(member.Person with { MailingDestination = MailingDestination.Home });
        }

        // A change of an affiliation alone must count as a save of the member, too.
        database.Entry(member).Property(row => row.Version).IsModified = true;
        var words = string.Join(' ', new[] { removed.Institution, removed.Department }.Where(part => part.Length > 0));
        step.Happened(TicketEventKind.AffiliationRemoved, words);
        database.Record(step.Actor, step.NowUtc, nameof(RemoveFirstAffiliation), memberId, new
        {
            Ticket = step.Ticket.Number,
            changes = new[]
            {
                new { Field = "Affiliation", Old = words, New = rest.Count > 0 ? rest[0].Institution : "" },
                new { Field = "MailingDestination", Old = destination.ToString(), New = member.Person.MailingDestination.ToString() },
            },
        });
        return null;
    }
}
