using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>What is typed on the page behind the mailed link.</summary>
public sealed class ResetPasswordForm
{
    public string? Token { get; set; }

    public string? Password { get; set; }

    public string? Repeated { get; set; }
}

/// <summary>Sets a new password with the mailed link, signs in and ends every other session. A locked account is unlocked.</summary>
public sealed class ResetPassword(MemberHubDatabases databases, Passwords passwords, Sessions sessions, TimeProvider clock)
{
    public async Task<Result<StartedSession>> RunAsync(ResetPasswordForm form, string userAgent, string origin, CancellationToken cancel)
    {
        await using var all = databases.OpenAcrossSocieties();
        if (await PasswordResets.Open(all, form.Token, clock.UtcNow()).FirstOrDefaultAsync(cancel) is not { } reset
            || await AccountHome.OfAsync(all, reset.AccountId, cancel) is not { } home)
        {
            return new LinkNotValid();
        }

        var account = await all.Users.AsNoTracking().SingleAsync(row => row.Id == reset.AccountId, cancel);
        var password = form.Password ?? "";
        if (Passwords.FaultOf(password, form.Repeated ?? "", account, home.Society) is { } fault)
        {
            return fault;
        }

        if (await passwords.HashInTurnAsync(account, password, cancel) is not { } hash)
        {
            return new TooBusy();
        }

        var now = clock.UtcNow();
        await using var database = databases.Open(home.Society.Id);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        if (await PasswordResets.Open(database, form.Token, now).ExecuteUpdateAsync(row => row.SetProperty(item => item.EndedUtc, now), cancel) == 0)
        {
            return new LinkNotValid();
        }

        await PasswordResets.EndAllAsync(database, account.Id, now, cancel);
        await passwords.StoreAsync(database, account.Id, hash, now, cancel);
        var ended = await sessions.EndAllAsync(database, account.Id, exceptHash: null, cancel);
        var session = sessions.Start(database, account.Id, isPersistent: false, userAgent);
        database.Record(new(account.Id, home.Society.Id, home.MemberId, []) { Origin = origin }, now, nameof(ResetPassword), home.MemberId, new { });
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        sessions.Forget(ended);
        return session;
    }
}
