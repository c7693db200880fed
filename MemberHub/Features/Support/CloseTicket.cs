using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using MemberHub.Domain.Support;

namespace MemberHub.Features.Support;

/// <summary>Closes a ticket without another mail: answered by telephone, asked twice, or sent by nobody of ours. The note stays in the office.</summary>
public sealed class CloseTicket(TicketDesk desk)
{
    public const int NoteMaxLength = 400;

    /// <param name="seen">The last event that the page showed.</param>
    public async Task<Result<Done>> RunAsync(Actor actor, string number, int seen, string note, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.AnswerSupport))
        {
            return new NotAllowed();
        }

        var said = JapaneseText.Text(note ?? "");
        if (said.Length is 0 or > NoteMaxLength || JapaneseText.HasControlCharacters(said))
        {
            return said.Length == 0 ? new TicketFaulty("Note", "Empty") : said.Length > NoteMaxLength ? new TicketFaulty("Note", "TooLong", NoteMaxLength) : new TicketFaulty("Note", "Control");
        }

        return await desk.StepAsync(
            actor,
            number,
            seen,
            step =>
            {
                if (SupportTicket.StateOf(step.Ticket.Events.Select(item => item.Kind)) == TicketState.Closed)
                {
                    return Task.FromResult<Refusal?>(new TicketClosedAlready());
                }

                step.Happened(TicketEventKind.Closed, said);
                step.Database.Record(actor, step.NowUtc, nameof(CloseTicket), step.Ticket.MemberId, new { Ticket = number }, said);
                return Task.FromResult<Refusal?>(null);
            },
            cancel);
    }
}
