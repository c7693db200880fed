using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>
/// Takes authenticator app and passkeys away from a member who lost the phone (二段階認証の解除): the password lets them in again, and a mail tells them. Of
/// colleagues only an administrator may, see <see cref="ResetSecondFactor"/>.
/// </summary>
public sealed class ResetMemberFactor(MemberHubDatabases databases, Sessions sessions, SecurityMails mails, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, string? number, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        if (!actor.May(OfficeRight.EditMembers))
        {
            return new NotAllowed();
        }

        if (!actor.HasProved(now))
        {
            return new ProofNeeded();
        }

        await using var database = databases.Open(actor.SocietyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        if (await MemberFactors.FindAsync(database, number, cancel) is not { } member)
        {
            return new MemberCannotSignIn();
        }

        if (member.IsStaff)
        {
            return new MemberIsStaff();
        }

        await SecondFactors.RemoveAsync(database, member.AccountId, cancel);
        await database.AccountPasskeys.Where(passkey => passkey.AccountId == member.AccountId).ExecuteDeleteAsync(cancel);
        var ended = await sessions.EndAllAsync(database, member.AccountId, exceptHash: null, cancel);
        await mails.AddAsync(database, new Actor(member.AccountId, actor.SocietyId, member.MemberId, []), now, "ResetByOffice", cancel);
        database.Record(actor, now, nameof(ResetMemberFactor), member.MemberId, new { });
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        sessions.Forget(ended);
        return Done.It;
    }
}
