using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Members;
using MemberHub.Domain.Support;
using MemberHub.Platform.Security;

namespace MemberHub.Features.Support;

/// <summary>
/// Takes what somebody tells who cannot sign in: first sign-in, lost login ID, address that cannot be read, lost authenticator app. Nobody is looked up, so the answer is the same for members and
/// strangers, in words and in time; who it is, the office finds out. How many may come, <see cref="RequestDoor"/> says.
/// </summary>
public sealed class AskAnonymously(MemberHubDatabases databases, PortalSociety portal, NewTickets tickets, RequestDoor door)
{
    /// <summary>Answers the ticket's number.</summary>
    /// <param name="origin">The network address it came from.</param>
    public async Task<Result<string>> RunAsync(TicketKind kind, RequestForm form, string origin, CancellationToken cancel)
    {
        if (!RequestForm.Kinds.Contains(kind))
        {
            return new NoSuchTicket();
        }

        if (form.Faults() is { Count: > 0 } faults)
        {
            return new RequestFaulty(faults);
        }

        if (await portal.ReadAsync(cancel) is not { } society)
        {
            return new NoSuchTicket();
        }

        var pass = await door.EnterAsync(origin, form.Proof, cancel);
        if (!pass.Succeeded)
        {
            return pass.Refusal is AttemptsPaused ? new TooManyRequests(society.Settings.Issuer.Phone) : pass.Refusal;
        }

        await using var database = databases.Open(society.Id);
        var key = NewTickets.KeyOf(form.RequestKey);
        return await tickets.AddAsync(
            database,
            society,
            key,
            (number, now) => new SupportTicket(number, kind, TicketSide.Membership, now, (form.Note ?? "").Trim(), null)
            {
                ClaimedNumber = JapaneseText.Code(form.Number ?? ""),
                Name = JapaneseText.PersonName(form.Name!),
                Affiliation = JapaneseText.Text(form.Affiliation!),
                Email = JapaneseText.Code(form.Email!),
                Language = NewTickets.Language,
                RequestKey = key,
            },
            (ticket, now) => database.RecordBySystem(now, nameof(AskAnonymously), null, new { Ticket = ticket.Number, Kind = kind.ToString() }, origin),
            cancel);
    }
}
