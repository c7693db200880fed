using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>How a member signs in beyond the password.</summary>
public sealed record MemberFactorView(string Name, bool IsStaff, bool HasApp, int Passkeys);

/// <summary>Shows the office whether a member gives a code at sign-in, before it is taken away.</summary>
public sealed class OpenMemberFactor(MemberHubDatabases databases)
{
    public async Task<Result<MemberFactorView>> RunAsync(Actor actor, string? number, CancellationToken cancel)
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

        return new MemberFactorView(
            member.Name,
            member.IsStaff,
            await database.SecondFactors.AnyAsync(factor => factor.AccountId == member.AccountId, cancel),
            await database.AccountPasskeys.CountAsync(passkey => passkey.AccountId == member.AccountId, cancel));
    }
}
