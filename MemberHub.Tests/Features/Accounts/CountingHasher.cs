using MemberHub.Data.Accounts;
using Microsoft.AspNetCore.Identity;

namespace MemberHub.Tests.Features.Accounts;

/// <summary>Identity's hasher, counted.</summary>
internal sealed class CountingHasher(IPasswordHasher<Account> inner) : IPasswordHasher<Account>
{
    private int computations;

    public int Computations
    {
        get => computations;
        set => computations = value;
    }

    /// <summary>The hash that was compared last.</summary>
    public string Compared { get; private set; } = "";

    /// <summary>Called before each comparison.</summary>
    public Action<Account> Comparing { get; init; } = _ => { };

    public string HashPassword(Account user, string password)
    {
        Interlocked.Increment(ref computations);
        return inner.HashPassword(user, password);
    }

    public PasswordVerificationResult VerifyHashedPassword(Account user, string hashedPassword, string providedPassword)
    {
        Interlocked.Increment(ref computations);
        Compared = hashedPassword;
        Comparing(user);
        return inner.VerifyHashedPassword(user, hashedPassword, providedPassword);
    }
}
