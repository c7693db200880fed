using MemberHub.Data;
using MemberHub.Data.Accounts;
using MemberHub.Data.Audit;
using MemberHub.Data.Outbox;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using MemberHub.Domain.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Support;

/// <summary>The address to register, and how it was made sure that the member asks.</summary>
public sealed class SetMemberEmailForm
{
    public string? Email { get; set; }

    public IdentityCheck? Check { get; set; }

    /// <summary>Whom was spoken to, when, on which number.</summary>
    public string? Note { get; set; }
}

/// <summary>
/// Registers another e-mail address for a member who cannot read the old one, after a check that does not rest on mail. Both addresses are told. Links in the old mailbox are void. The
/// address of a colleague, or of somebody who is also in another society, stays theirs to change.
/// </summary>
public sealed class SetMemberEmail(TicketDesk desk, TicketMails mails, ILookupNormalizer normalizer, TimeProvider clock)
{
    public const int NoteMaxLength = 400;

    /// <param name="seen">The last event that the page showed.</param>
    public async Task<Result<Done>> RunAsync(Actor actor, string number, int seen, SetMemberEmailForm form, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.EditMembers))
        {
            return new NotAllowed();
        }

        var email = JapaneseText.Code(form.Email ?? "");
        if (EmailAddress.FaultOf(email) is not null)
        {
            return new TicketFaulty(nameof(form.Email), "Email");
        }

        if (form.Check is not { } check || !Enum.IsDefined(check))
        {
            return new IdentityNotChecked();
        }

        var note = JapaneseText.Text(form.Note ?? "");
        if (note.Length is 0 or > NoteMaxLength || JapaneseText.HasControlCharacters(note))
        {
            return note.Length == 0 ? new TicketFaulty(nameof(form.Note), "Empty") : note.Length > NoteMaxLength ? new TicketFaulty(nameof(form.Note), "TooLong", NoteMaxLength) : new TicketFaulty(nameof(form.Note), "Control");
        }

        if (!actor.HasProved(clock.UtcNow()))
        {
            return new ProofNeeded();
        }

        return await desk.StepAsync(actor, number, seen, step => SetAsync(step, email, check, note, cancel), cancel);
    }

    private async Task<Refusal?> SetAsync(TicketStep step, string email, IdentityCheck check, string note, CancellationToken cancel)
    {
        var database = step.Database;
        if (step.Ticket.MemberId is not { } memberId)
        {
            return new TicketWithoutMember();
        }

        if (await database.Users.SingleOrDefaultAsync(row => database.AccountMembers.Any(link => link.MemberId == memberId && link.AccountId == row.Id), cancel) is not { } account)
        {
            return new MemberWithoutAccount();
        }

        if (await database.IsOwnersAsync(account.Id, memberId, cancel))
        {
            return new AddressOfOwner();
        }

        var normalized = normalizer.NormalizeEmail(email);
        if (await database.Users.AnyAsync(row => row.NormalizedEmail == normalized && row.Id != account.Id, cancel))
        {
            return new AddressInUse();
        }

        var before = account.Email ?? "";
        if (before == email)
        {
            return new AddressUnchanged();
        }

        (account.Email, account.NormalizedEmail, account.EmailConfirmed, account.ConcurrencyStamp) = (email, normalized, false, Guid.NewGuid().ToString());
        await database.EndMailedLinksAsync([account.Id], step.NowUtc, cancel);
        var fresh = UndeliverableAddress.Fold(email);
        await database.UndeliverableAddresses.Where(mark => mark.Address == fresh).ExecuteDeleteAsync(cancel);
        step.Happened(TicketEventKind.EmailSet, note, check);
        mails.EmailSet(database, step.Society, step.Ticket, before, email);
        database.Record(
            step.Actor, step.NowUtc, nameof(SetMemberEmail), memberId,
            new { Ticket = step.Ticket.Number, Check = check.ToString(), changes = new[] { new { Field = "Email", Old = before, New = email } } }, note);
        return null;
    }
}
