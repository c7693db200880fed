using MemberHub.Data;
using MemberHub.Data.Accounts;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using MemberHub.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>What is sent back from the set-up page.</summary>
public sealed class AuthenticatorForm
{
    /// <summary>The secret as it was offered.</summary>
    public string? Offer { get; set; }

    /// <summary>Six digits that show that the app has it.</summary>
    public string? Code { get; set; }
}

/// <summary>The session has its second factor; the codes are shown this once.</summary>
public sealed record AuthenticatorSet(StartedSession Session, IReadOnlyList<string> RecoveryCodes);

/// <summary>
/// Makes an authenticator app the second factor of who is signed in, once it has shown a right code. Staff need it for the office, and set it up once they have used
/// the link that was mailed to them; a member who sets one up
/// wants it asked for at every sign-in.
/// </summary>
public sealed class SetUpAuthenticator(MemberHubDatabases databases, SecondFactors factors, Sessions sessions, SecurityMails mails, TimeProvider clock)
{
    public async Task<Result<AuthenticatorSet>> RunAsync(Actor actor, string sessionHash, AuthenticatorForm form, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(form.Code))
        {
            return new CodeMissing();
        }

        if (factors.Offered(actor.AccountId, form.Offer) is not { } secret)
        {
            return new AuthenticatorOfferOld();
        }

        if (Totp.StepOf(secret, form.Code, clock.GetUtcNow(), usedStep: 0) is not { } step)
        {
            return new CodeWrong();
        }

        var now = clock.UtcNow();
        await using var database = databases.Open(actor.SocietyId);
        var isStaff = await database.StaffAssignments.AnyAsync(staff => staff.AccountId == actor.AccountId && staff.DisabledUtc == null, cancel);
        if (!isStaff && actor.MemberId is null)
        {
            return new NotAllowed();
        }

        if (!actor.HasProved(now))
        {
            return new ProofNeeded();
        }

        if (isStaff && await StaffInvitations.WaitsAsync(database, actor.AccountId, cancel))
        {
            return new SetUpLinkUnused();
        }

        // The first app of the office needs no second factor, there is none yet; a passkey is one.
        if (actor.AwaitsCode && await database.AccountPasskeys.AnyAsync(passkey => passkey.AccountId == actor.AccountId, cancel))
        {
            return new SecondFactorNeeded();
        }

        if (await database.SecondFactors.AnyAsync(factor => factor.AccountId == actor.AccountId, cancel))
        {
            return new AuthenticatorAlreadySet();
        }

        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        database.Add(new SecondFactor
        {
            AccountId = actor.AccountId,
            ProtectedSecret = factors.Protect(actor.AccountId, secret),
            CreatedUtc = now,
            UsedStep = step,
            GuardsMember = !isStaff,
        });
        var codes = await SecondFactors.ReplaceRecoveryCodesAsync(database, actor.AccountId, cancel);
        var session = await sessions.RaiseAsync(database, actor.AccountId, sessionHash, cancel);
        await mails.AddAsync(database, actor, now, "TwoStepOn", cancel);
        database.Record(actor, now, nameof(SetUpAuthenticator), actor.MemberId, new { RecoveryCodes = codes.Count });
        try
        {
            await database.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException error) when (error.IsUniqueViolation())
        {
            return new AuthenticatorAlreadySet();
        }

        await transaction.CommitAsync(cancel);
        sessions.Forget([sessionHash]);
        return new AuthenticatorSet(session, codes);
    }
}
