using System.Buffers.Binary;
using System.Security.Cryptography;
using MemberHub.Data;
using MemberHub.Data.Accounts;
using MemberHub.Domain;
using MemberHub.Domain.Societies;
using MemberHub.Platform.Security;
using Microsoft.AspNetCore.Cryptography.KeyDerivation;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>Hashes and checks passwords with Identity's hasher (PBKDF2 with HMAC-SHA512).</summary>
public sealed class Passwords(IPasswordHasher<Account> hasher, HashingQueue queue)
{
    /// <summary>OWASP's figure for PBKDF2 with HMAC-SHA512 is 210,000.</summary>
    public const int Iterations = 220_000;

    private static readonly Account Nobody = new();

    // In the hasher's own form (its version 3), so that checking it costs what checking a real one costs; but nobody knows a password for
    // it, so it needs no computation to make.
    private static readonly string HashOfNobody = Convert.ToBase64String(
        [0x01, .. BigEndian((uint)KeyDerivationPrf.HMACSHA512), .. BigEndian(Iterations), .. BigEndian(16), .. RandomNumberGenerator.GetBytes(16 + 32)]);

    public string Hash(Account account, string password) => hasher.HashPassword(account, PasswordRules.Canonical(password));

    /// <summary>
    /// Whether this is the account's password. Takes one computation in every case, also without an account or a password, so that
    /// the time tells nothing.
    /// </summary>
    public bool Matches(Account? account, string password)
    {
        var typed = PasswordRules.Canonical(password);
        var isRight = hasher.VerifyHashedPassword(account ?? Nobody, account?.PasswordHash ?? HashOfNobody, typed) != PasswordVerificationResult.Failed;
        return isRight && account?.PasswordHash is not null;
    }

    /// <summary>As <see cref="Hash"/>, when it is its turn; null where too many wait already.</summary>
    public async Task<string?> HashInTurnAsync(Account account, string password, CancellationToken cancel)
    {
        using var turn = await queue.EnterAsync(cancel);
        return turn is null ? null : Hash(account, password);
    }

    /// <summary>As <see cref="Matches"/>, when it is its turn; null where too many wait already. Nobody's password is longer than passwords may be.</summary>
    public async Task<bool?> MatchesInTurnAsync(Account? account, string password, CancellationToken cancel)
    {
        using var turn = await queue.EnterAsync(cancel);
        return turn is null ? null : password.Length <= PasswordRules.MaxLength && Matches(account, password);
    }

    /// <summary>Makes this the account's password and unlocks it, and the names it is known by. Letters that were to set one are void.</summary>
    public async Task StoreAsync(MemberHubDbContext database, long accountId, string hash, DateTime nowUtc, CancellationToken cancel)
    {
        await database.FirstPasswords.AcrossSocieties().Where(first => first.AccountId == accountId && first.EndedUtc == null)
            .ExecuteUpdateAsync(row => row.SetProperty(first => first.EndedUtc, nowUtc), cancel);
        await UnlockNamesAsync(database, accountId, cancel);
        var stamp = SecretToken.Create().Hash;
        await database.Users.Where(account => account.Id == accountId).ExecuteUpdateAsync(
            row => row
                .SetProperty(account => account.PasswordHash, hash)
                .SetProperty(account => account.SecurityStamp, stamp)
                .SetProperty(account => account.AccessFailedCount, 0)
                .SetProperty(account => account.LockoutEnd, (DateTimeOffset?)null),
            cancel);
    }

    private static async Task UnlockNamesAsync(MemberHubDbContext database, long accountId, CancellationToken cancel)
    {
        var account = await database.Users.Where(row => row.Id == accountId).Select(row => new { row.NormalizedUserName, row.NormalizedEmail }).SingleAsync(cancel);
        var numbers = await (
            from link in database.AccountMembers.AcrossSocieties()
            join member in database.Members.AcrossSocieties() on link.MemberId equals member.Id
            where link.AccountId == accountId
            select member.Number).ToListAsync(cancel);
        List<string> keys = [.. new[] { account.NormalizedUserName, account.NormalizedEmail }.OfType<string>().Concat(numbers.Select(number => number.Digits))
            .SelectMany(name => new[] { AttemptGate.NameKeyOf(Doors.OfSignIn, name), AttemptGate.NameKeyOf(Doors.OfLetter, name) })];
        await database.AttemptCounts.Where(count => keys.Contains(count.Key)).ExecuteDeleteAsync(cancel);
    }

    /// <summary>Why this pair cannot become the account's password, or null.</summary>
    public static Refusal? FaultOf(string password, string repeated, Account account, Society society)
    {
        if (password.Length == 0)
        {
            return new PasswordMissing();
        }

        if (PasswordRules.FaultOf(PasswordRules.Canonical(password), OwnWords(account, society)) is { } fault)
        {
            return Say(fault);
        }

        return password == repeated ? null : new PasswordsDiffer();
    }

    private static IEnumerable<string> OwnWords(Account account, Society society) =>
    [
        .. society.Settings.OwnWords, society.Code, society.NameJa, society.NameEn, society.NameEn.Replace(" ", "", StringComparison.Ordinal),
        account.UserName ?? "", account.Email ?? "", (account.Email ?? "").Split('@')[0],
    ];

    private static byte[] BigEndian(uint value)
    {
        var bytes = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }

    private static Refusal Say(PasswordFault fault) => fault switch
    {
        PasswordFault.FullWidth => new PasswordFullWidth(),
        PasswordFault.Unprintable => new PasswordUnprintable(),
        PasswordFault.TooShort => new PasswordTooShort(PasswordRules.MinLength),
        PasswordFault.TooLong => new PasswordTooLong(PasswordRules.MaxLength),
        PasswordFault.Common => new PasswordTooCommon(),
        PasswordFault.OwnWord => new PasswordIsOwnWord(),
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };
}
