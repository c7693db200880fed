using MemberHub.Data;
using MemberHub.Data.Accounts;
using MemberHub.Data.Audit;
using MemberHub.Data.Outbox;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using MemberHub.Domain.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>With what a member is to sign in, and how it was made sure that the member asks.</summary>
public sealed class MemberSignInForm
{
    /// <summary>What the page showed: whoever saved meanwhile is not overwritten.</summary>
    public string? ShownLoginId { get; set; }

    public string? ShownEmail { get; set; }

    public string? LoginId { get; set; }

    public string? Email { get; set; }

    public IdentityCheck? Check { get; set; }

    /// <summary>Whom was spoken to, when, on which number.</summary>
    public string? Note { get; set; }
}

/// <summary>
/// Changes a member's e-mail address and login ID (ログインID) for a member who phoned, came or wrote, after a check that does not rest on mail. The old address and the new one are
/// told; links and codes that were mailed before are void. The account of a colleague, and of somebody who is also in another society, stays theirs to change.
/// </summary>
public sealed class SetMemberSignIn(MemberHubDatabases databases, AccountLookup lookup, MemberSignInMails mails, TimeProvider clock)
{
    public const int NoteMaxLength = 400;

    public async Task<Result<Done>> RunAsync(Actor actor, string? number, MemberSignInForm form, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.EditMembers))
        {
            return new NotAllowed();
        }

        var wanted = MemberSignInNames.Of(form.LoginId, form.Email);
        if (FaultOf(wanted, form) is { } fault)
        {
            return fault;
        }

        if (!actor.HasProved(clock.UtcNow()))
        {
            return new ProofNeeded();
        }

        try
        {
            await using var database = databases.Open(actor.SocietyId);
            await using var transaction = await database.Database.BeginTransactionAsync(cancel);
            if (await MemberFactors.FindAsync(database, number, cancel) is not { } member)
            {
                return new MemberCannotSignIn();
            }

            await database.LockAccountsAsync([member.AccountId], cancel);
            if (await SetAsync(database, actor, member, wanted, form, cancel) is { } refusal)
            {
                return refusal;
            }

            await database.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
            return Done.It;
        }
        catch (DbUpdateException error) when (error is not DbUpdateConcurrencyException && error.IsUniqueViolation())
        {
            return await InUseAsync(actor, wanted, cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new MemberSignInMoved(null);
        }
    }

    // What stays is not judged: an import lets in login IDs that nobody could choose.
    private static Refusal? FaultOf(MemberSignInNames wanted, MemberSignInForm form)
    {
        var shown = MemberSignInNames.Of(form.ShownLoginId, form.ShownEmail);
        if (wanted == shown)
        {
            return new MemberSignInUnchanged();
        }

        if (wanted.Email != shown.Email && (wanted.Email.Length == 0 ? new EmailMissing() : EmailAddress.FaultOf(wanted.Email) is not null ? new EmailNotValid() : (Refusal?)null) is { } email)
        {
            return email;
        }

        if (wanted.LoginId != shown.LoginId && LoginIds.FaultOf(wanted.LoginId) is { } loginId)
        {
            return loginId;
        }

        var note = JapaneseText.Text(form.Note ?? "");
        return form.Check is not { } check || !Enum.IsDefined(check) ? new IdentityCheckMissing()
            : note.Length is 0 or > NoteMaxLength || JapaneseText.HasControlCharacters(note) ? new IdentityNoteMissing(NoteMaxLength)
            : null;
    }

    private async Task<Refusal?> SetAsync(MemberHubDbContext database, Actor actor, MemberAccount member, MemberSignInNames wanted, MemberSignInForm form, CancellationToken cancel)
    {
        if (await database.IsOwnersAsync(member.AccountId, member.MemberId, cancel))
        {
            return new SignInOfOwner();
        }

        var account = await database.Users.SingleAsync(row => row.Id == member.AccountId, cancel);
        var before = MemberSignInNames.Of(account);
        if (before != MemberSignInNames.Of(form.ShownLoginId, form.ShownEmail))
        {
            return new MemberSignInMoved(await database.LatestChangeOfAsync(member.MemberId, cancel));
        }

        if (await TakenAsync(database, member.AccountId, wanted, cancel) is { } taken)
        {
            return taken;
        }

        var nowUtc = clock.UtcNow();
        account.ConcurrencyStamp = Guid.NewGuid().ToString();
        if (before.LoginId != wanted.LoginId)
        {
            (account.UserName, account.NormalizedUserName) = (wanted.LoginId, lookup.Normalize(wanted.LoginId));
        }

        if (before.Email != wanted.Email)
        {
            (account.Email, account.NormalizedEmail, account.EmailConfirmed) = (wanted.Email, lookup.Normalize(wanted.Email), false);
            var fresh = UndeliverableAddress.Fold(wanted.Email);
            await database.UndeliverableAddresses.Where(mark => mark.Address == fresh).ExecuteDeleteAsync(cancel);
        }

        await database.EndMailedLinksAsync([account.Id], nowUtc, cancel);
        await mails.QueueAsync(database, account.Language, before, wanted, nowUtc, cancel);
        database.Record(
            actor, nowUtc, nameof(SetMemberSignIn), member.MemberId,
            new { Check = form.Check.ToString(), changes = before.ChangesTo(wanted) }, JapaneseText.Text(form.Note!));
        return null;
    }

    private async Task<Refusal?> TakenAsync(MemberHubDbContext database, long accountId, MemberSignInNames wanted, CancellationToken cancel)
    {
        var (loginId, email) = (lookup.Normalize(wanted.LoginId), lookup.Normalize(wanted.Email));
        return await database.Users.AnyAsync(row => row.NormalizedUserName == loginId && row.Id != accountId, cancel) ? new LoginIdInUse()
            : email.Length > 0 && await database.Users.AnyAsync(row => row.NormalizedEmail == email && row.Id != accountId, cancel) ? new EmailInUse()
            : null;
    }

    // Somebody took it between the look and the save; the index has the last word.
    private async Task<Refusal> InUseAsync(Actor actor, MemberSignInNames wanted, CancellationToken cancel)
    {
        await using var database = databases.Open(actor.SocietyId);
        return await TakenAsync(database, 0, wanted, cancel) ?? new EmailInUse();
    }
}
