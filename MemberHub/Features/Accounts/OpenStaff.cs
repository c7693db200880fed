using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>Somebody of the office.</summary>
/// <param name="HasAuthenticator">An authenticator app is set up.</param>
/// <param name="LinkUntilUtc">Until when their set-up link can be used; null when none is open.</param>
/// <param name="LastEntryUtc">When they last gave their second factor.</param>
/// <param name="IsSelf">The person who looks.</param>
public sealed record StaffRow(
    long AccountId, string Name, string LoginId, string? Email, StaffRole Role, DateTime? DisabledUtc, bool HasAuthenticator, bool HasPasskey, DateTime? LinkUntilUtc, DateTime? LastEntryUtc, bool IsSelf);

/// <summary>Lists who works in the office (事務局員).</summary>
public sealed class OpenStaff(MemberHubDatabases databases, TimeProvider clock)
{
    public async Task<Result<IReadOnlyList<StaffRow>>> RunAsync(Actor actor, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.ManageStaff))
        {
            return new NotAllowed();
        }

        var now = clock.UtcNow();
        await using var database = databases.Open(actor.SocietyId);
        return await (
            from staff in database.StaffAssignments
            join account in database.Users on staff.AccountId equals account.Id
            orderby staff.DisabledUtc != null, staff.Id
            select new StaffRow(
                account.Id,
                staff.Name,
                account.UserName ?? "",
                account.Email,
                staff.Role,
                staff.DisabledUtc,
                database.SecondFactors.Any(factor => factor.AccountId == account.Id),
                database.AccountPasskeys.Any(passkey => passkey.AccountId == account.Id),
                database.StaffInvitations.Where(link => link.AccountId == account.Id && link.EndedUtc == null && link.ExpiresUtc > now).Max(link => (DateTime?)link.ExpiresUtc),
                database.AccountSessions.Where(session => session.AccountId == account.Id).Max(session => session.SecondFactorUtc),
                account.Id == actor.AccountId)).ToListAsync(cancel);
    }
}
