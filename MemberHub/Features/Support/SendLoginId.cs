using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Societies;
using MemberHub.Domain.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Support;

/// <summary>Mails the login ID to the address on the roster, never to the one that somebody typed into the form: whoever reads it there is the member.</summary>
public sealed class SendLoginId(TicketDesk desk, TicketMails mails)
{
    /// <param name="seen">The last event that the page showed.</param>
    public async Task<Result<Done>> RunAsync(Actor actor, string number, int seen, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.AnswerSupport))
        {
            return new NotAllowed();
        }

        return await desk.StepAsync(
            actor,
            number,
            seen,
            async step =>
            {
                if (step.Ticket.MemberId is not { } memberId)
                {
                    return new TicketWithoutMember();
                }

                var account = await step.Database.Users.AsNoTracking()
                    .SingleOrDefaultAsync(row => step.Database.AccountMembers.Any(link => link.MemberId == memberId && link.AccountId == row.Id), cancel);
                if (account is not { UserName: { } loginId, Email: { Length: > 0 } registered })
                {
                    return account is null ? new MemberWithoutAccount() : new MemberWithoutEmail();
                }

                step.Happened(TicketEventKind.LoginIdSent);
                mails.LoginId(step.Database, step.Society, step.Ticket, registered, loginId);
                step.Database.Record(actor, step.NowUtc, nameof(SendLoginId), memberId, new { Ticket = number });
                return null;
            },
            cancel);
    }
}
