using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using MemberHub.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>What is typed on the page behind the set-up link.</summary>
public sealed class SetUpStaffForm
{
    public string? Token { get; set; }

    public string? Password { get; set; }

    public string? Repeated { get; set; }
}

/// <summary>Sets the password of staff with their set-up link and signs them in; the authenticator app comes next. Every other session ends.</summary>
public sealed class SetUpStaff(MemberHubDatabases databases, Passwords passwords, Sessions sessions, TimeProvider clock)
{
    public async Task<Result<StartedSession>> RunAsync(SetUpStaffForm form, string userAgent, string origin, CancellationToken cancel)
    {
        await using var all = databases.OpenAcrossSocieties();
        if (await StaffInvitations.Open(all, form.Token, clock.UtcNow()).FirstOrDefaultAsync(cancel) is not { } invitation
            || await AccountHome.OfAsync(all, invitation.AccountId, cancel) is not { } home)
        {
            return new SetUpLinkNotValid();
        }

        var account = await all.Users.AsNoTracking().SingleAsync(row => row.Id == invitation.AccountId, cancel);
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
        if (await StaffInvitations.Open(database, form.Token, now).ExecuteUpdateAsync(row => row.SetProperty(item => item.EndedUtc, now), cancel) == 0)
        {
            return new SetUpLinkNotValid();
        }

        await PasswordResets.EndAllAsync(database, account.Id, now, cancel);
        await passwords.StoreAsync(database, account.Id, hash, now, cancel);
        var ended = await sessions.EndAllAsync(database, account.Id, exceptHash: null, cancel);
        var session = sessions.Start(database, account.Id, isPersistent: false, userAgent);
        database.Record(new Actor(account.Id, home.Society.Id, home.MemberId, []) { Origin = origin }, now, nameof(SetUpStaff), null, new { });
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        sessions.Forget(ended);
        return session with { AwaitsCode = true };
    }
}
