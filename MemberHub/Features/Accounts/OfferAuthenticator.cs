using MemberHub.Data;
using MemberHub.Domain.Societies;
using MemberHub.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>What the set-up page of an authenticator app shows.</summary>
/// <param name="Sealed">The secret as it travels through the page.</param>
/// <param name="Secret">The secret in groups of four letters, for typing.</param>
public sealed record AuthenticatorOffer(string Sealed, string Secret, QrPicture Picture);

/// <summary>Where an account stands with its second factor.</summary>
/// <param name="AwaitsLink">Of the office, with a set-up link that was not used: by that link, and not by the password, the app is set up.</param>
/// <param name="Office">Whom to ask for help (学会事務局).</param>
public sealed record SecondFactorState(bool IsStaff, bool HasAuthenticator, bool HasPasskey, bool AwaitsLink, Issuer Office);

/// <summary>Makes up a secret for an authenticator app and shows it as a QR code; nothing is stored before its code comes back.</summary>
public sealed class OfferAuthenticator(MemberHubDatabases databases, SecondFactors factors)
{
    public async Task<SecondFactorState> StateAsync(Actor actor, CancellationToken cancel)
    {
        await using var database = databases.Open(actor.SocietyId);
        var isStaff = await database.StaffAssignments.AnyAsync(staff => staff.AccountId == actor.AccountId && staff.DisabledUtc == null, cancel);
        return new(
            isStaff,
            await database.SecondFactors.AnyAsync(factor => factor.AccountId == actor.AccountId, cancel),
            await database.AccountPasskeys.AnyAsync(passkey => passkey.AccountId == actor.AccountId, cancel),
            isStaff && await StaffInvitations.WaitsAsync(database, actor.AccountId, cancel),
            await database.Societies.Where(society => society.Id == actor.SocietyId).Select(society => society.Settings.Issuer).SingleAsync(cancel));
    }

    /// <summary>A new secret, or the one that was offered before as long as it holds.</summary>
    public async Task<AuthenticatorOffer> MakeAsync(Actor actor, string? offeredBefore, CancellationToken cancel)
    {
        await using var database = databases.Open(actor.SocietyId);
        var login = await database.Users.Where(account => account.Id == actor.AccountId).Select(account => account.UserName).SingleAsync(cancel);
        var issuer = await database.Societies.Where(society => society.Id == actor.SocietyId).Select(society => society.NameJa).SingleAsync(cancel);
        var secret = factors.Offered(actor.AccountId, offeredBefore) ?? Totp.NewSecret();
        return new(
            factors.Offer(actor.AccountId, secret),
            string.Join(' ', Base32.Encode(secret).Chunk(4).Select(group => new string(group))),
            QrPicture.Of(Totp.Address(secret, issuer, login ?? "")));
    }
}
