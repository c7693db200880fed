using System.Diagnostics.CodeAnalysis;
using MemberHub.Domain;
using Microsoft.AspNetCore.Identity;

namespace MemberHub.Data.Accounts;

/// <summary>Login IDs and e-mail addresses as they are compared: composed, and letter case does not count. Takes any text, also what nobody could have typed.</summary>
public sealed class AccountNormalizer : ILookupNormalizer
{
    [return: NotNullIfNotNull(nameof(name))]
    public string? NormalizeName(string? name) => name?.Normalized().ToUpperInvariant();

    [return: NotNullIfNotNull(nameof(email))]
    public string? NormalizeEmail(string? email) => NormalizeName(email);
}
