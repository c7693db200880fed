using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using MemberHub.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>What is typed to change the login ID.</summary>
public sealed class ChangeLoginIdForm
{
    public string? LoginId { get; set; }

    public string? Password { get; set; }
}

/// <summary>Changes the login ID (ログインID) of who is signed in, after asking for the password.</summary>
public sealed class ChangeLoginId(MemberHubDatabases databases, AccountLookup lookup, Passwords passwords, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, ChangeLoginIdForm form, CancellationToken cancel)
    {
        var wanted = JapaneseText.Code(form.LoginId ?? "");
        if (LoginIds.FaultOf(wanted) is { } fault)
        {
            return fault;
        }

        await using var database = databases.Open(actor.SocietyId);
        var account = await database.Users.SingleAsync(row => row.Id == actor.AccountId, cancel);
        if (await passwords.MatchesInTurnAsync(account, form.Password ?? "", cancel) is not { } isRight)
        {
            return new TooBusy();
        }

        if (!isRight)
        {
            return new CurrentPasswordWrong();
        }

        var normalized = lookup.Normalize(wanted);
        if (await IsTakenAsync(normalized, actor, cancel))
        {
            return new LoginIdInUse();
        }

        var before = account.UserName;
        (account.UserName, account.NormalizedUserName, account.ConcurrencyStamp) = (wanted, normalized, Guid.NewGuid().ToString());
        database.Record(actor, clock.UtcNow(), nameof(ChangeLoginId), actor.MemberId, new { before, after = wanted });
        try
        {
            await database.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // Somebody may have taken it since it was looked up; the index has the last word.
            if (await IsTakenAsync(normalized, actor, cancel))
            {
                return new LoginIdInUse();
            }

            throw;
        }

        return Done.It;
    }

    private async Task<bool> IsTakenAsync(string normalized, Actor actor, CancellationToken cancel)
    {
        await using var database = databases.Open(actor.SocietyId);
        return await database.Users.AnyAsync(row => row.NormalizedUserName == normalized && row.Id != actor.AccountId, cancel);
    }
}
