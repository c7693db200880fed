using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using MemberHub.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>What is typed to change a known password.</summary>
public sealed class ChangePasswordForm
{
    public string? Current { get; set; }

    public string? Password { get; set; }

    public string? Repeated { get; set; }
}

/// <summary>Changes the password of who is signed in. Every other session of the account ends.</summary>
public sealed class ChangePassword(MemberHubDatabases databases, Passwords passwords, PasswordProof proof, Sessions sessions, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, string sessionHash, ChangePasswordForm form, CancellationToken cancel)
    {
        await using var database = databases.Open(actor.SocietyId);
        var account = await database.Users.AsNoTracking().SingleAsync(row => row.Id == actor.AccountId, cancel);
        var society = await database.Societies.AsNoTracking().SingleAsync(row => row.Id == actor.SocietyId, cancel);
        if (await proof.CheckAsync(database, account, form.Current, cancel) is { } wrong)
        {
            return wrong;
        }

        var password = form.Password ?? "";
        if (Passwords.FaultOf(password, form.Repeated ?? "", account, society) is { } fault)
        {
            return fault;
        }

        if (await passwords.HashInTurnAsync(account, password, cancel) is not { } hash)
        {
            return new TooBusy();
        }

        var now = clock.UtcNow();
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        await PasswordResets.EndAllAsync(database, account.Id, now, cancel);
        await passwords.StoreAsync(database, account.Id, hash, now, cancel);
        var ended = await sessions.EndAllAsync(database, account.Id, exceptHash: sessionHash, cancel);
        database.Record(actor, now, nameof(ChangePassword), actor.MemberId, new { });
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        sessions.Forget(ended);
        return Done.It;
    }
}
