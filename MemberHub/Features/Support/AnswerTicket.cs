using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using MemberHub.Domain.Support;

namespace MemberHub.Features.Support;

/// <summary>Mails an answer to whoever asked, and closes the ticket where nothing more is to come.</summary>
public sealed class AnswerTicket(TicketDesk desk, TicketMails mails)
{
    public const int TextMaxLength = TicketEvent.TextMaxLength;

    /// <param name="seen">The last event that the page showed.</param>
    /// <param name="closes">The matter is done with it.</param>
    public async Task<Result<Done>> RunAsync(Actor actor, string number, int seen, string answer, bool closes, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.AnswerSupport))
        {
            return new NotAllowed();
        }

        var said = (answer ?? "").ReplaceLineEndings("\n").Trim();
        if (said.Length is 0 or > TextMaxLength)
        {
            return said.Length == 0 ? new TicketFaulty("Answer", "Empty") : new TicketFaulty("Answer", "TooLong", TextMaxLength);
        }

        if (JapaneseText.HasControlCharacters(said))
        {
            return new TicketFaulty("Answer", "Control");
        }

        return await desk.StepAsync(
            actor,
            number,
            seen,
            step =>
            {
                step.Happened(TicketEventKind.Answered, said);
                if (closes)
                {
                    step.Happened(TicketEventKind.Closed);
                }

                mails.Answered(step.Database, step.Society, step.Ticket, said);
                step.Database.Record(actor, step.NowUtc, nameof(AnswerTicket), step.Ticket.MemberId, new { Ticket = number, Closed = closes });
                return Task.FromResult<Refusal?>(null);
            },
            cancel);
    }
}
