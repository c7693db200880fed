using MemberHub.Data;
using MemberHub.Data.Accounts;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>With what a member signs in.</summary>
/// <param name="IsOwners">Only the owner changes it: a colleague, or somebody who is also in another society.</param>
public sealed record MemberSignInView(string Name, MemberSignInNames Names, bool IsOwners);

/// <summary>Shows the office a member's login ID and e-mail address before they are changed.</summary>
public sealed class OpenMemberSignIn(MemberHubDatabases databases, TimeProvider clock)
{
    public async Task<Result<MemberSignInView>> RunAsync(Actor actor, string? number, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.EditMembers))
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        if (await MemberFactors.FindAsync(database, number, cancel) is not { } member)
        {
            return new MemberCannotSignIn();
        }

        var account = await database.Users.AsNoTracking().SingleAsync(row => row.Id == member.AccountId, cancel);
        await database.RecordLooksAsync(actor, [member.MemberId], clock.UtcNow(), cancel);
        return new MemberSignInView(member.Name, MemberSignInNames.Of(account), await database.IsOwnersAsync(member.AccountId, member.MemberId, cancel));
    }
}
