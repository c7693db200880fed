using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using MemberHub.Domain.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Support;

/// <summary>Says whom a ticket is about, where nobody had signed in. It gives the asker nothing: what follows needs its own check of who they are.</summary>
public sealed class NameMember(TicketDesk desk)
{
    /// <param name="seen">The last event that the page showed.</param>
    public async Task<Result<Done>> RunAsync(Actor actor, string number, int seen, string memberNumber, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.AnswerSupport))
        {
            return new NotAllowed();
        }

        if (!MemberNumber.TryParse(JapaneseText.Code(memberNumber ?? ""), out var wanted))
        {
            return new TicketMemberUnknown();
        }

        return await desk.StepAsync(
            actor,
            number,
            seen,
            async step =>
            {
                // Whoever signed in has shown who they are.
                if (step.Ticket.AccountId is not null
                    || await step.Database.Members.Where(member => member.Number == wanted && member.MergedIntoId == null).Select(member => (long?)member.Id).SingleOrDefaultAsync(cancel) is not { } found)
                {
                    return new TicketMemberUnknown();
                }

                step.Ticket.MemberId = found;
                step.Happened(TicketEventKind.MemberNamed, wanted.Value.Digits);
                step.Database.Record(actor, step.NowUtc, nameof(NameMember), found, new { Ticket = number });
                return null;
            },
            cancel);
    }
}
