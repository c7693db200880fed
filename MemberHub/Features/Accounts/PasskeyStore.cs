using System.Globalization;
using MemberHub.Data;
using MemberHub.Data.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>Lets Identity's passkey handler read accounts and their keys. What it finds is kept by our use cases, so nothing is written through it.</summary>
internal sealed class PasskeyStore(MemberHubDbContext database) : IUserPasskeyStore<Account>
{
    public void Dispose()
    {
        // The context belongs to whoever opened it.
    }

    public async Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        long.TryParse(userId, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? await database.Users.AsNoTracking().FirstOrDefaultAsync(account => account.Id == id, cancellationToken) : null;

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Account user, CancellationToken cancellationToken) =>
        [.. (await database.AccountPasskeys.AsNoTracking().Where(passkey => passkey.AccountId == user.Id).ToListAsync(cancellationToken)).Select(InfoOf)];

    public async Task<Account?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) => await (
        from passkey in database.AccountPasskeys
        join account in database.Users on passkey.AccountId equals account.Id
        where passkey.CredentialId == credentialId
        select account).AsNoTracking().FirstOrDefaultAsync(cancellationToken);

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken) =>
        await database.AccountPasskeys.AsNoTracking().FirstOrDefaultAsync(passkey => passkey.AccountId == user.Id && passkey.CredentialId == credentialId, cancellationToken) is { } found
            ? InfoOf(found)
            : null;

    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(Passkeys.HandleOf(user.Id));

    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.UserName);

    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.NormalizedUserName);

    public Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task AddOrUpdatePasskeyAsync(Account user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task RemovePasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken) => throw new NotSupportedException();

    // What the key said when it was made is not asked for again, so it is not kept.
    private static UserPasskeyInfo InfoOf(AccountPasskey passkey) => new(
        passkey.CredentialId, passkey.PublicKey, passkey.CreatedUtc, (uint)passkey.SignCount, [.. passkey.Transports], isUserVerified: true,
        passkey.IsBackupEligible, passkey.IsBackedUp, attestationObject: [], clientDataJson: []);
}
