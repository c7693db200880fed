using MemberHub.Data;
using MemberHub.Domain.Calendar;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>Says whether a mailed link can still be used. Asking does not use it: mail gateways open links, too.</summary>
public sealed class PasswordResetLink(MemberHubDatabases databases, TimeProvider clock)
{
    public async Task<bool> IsOpenAsync(string? token, CancellationToken cancel)
    {
        await using var database = databases.OpenAcrossSocieties();
        return await PasswordResets.Open(database, token, clock.UtcNow()).AnyAsync(cancel);
    }
}
