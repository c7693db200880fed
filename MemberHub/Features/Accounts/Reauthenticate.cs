using MemberHub.Data;
using MemberHub.Data.Accounts;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>What shows that it is still the same person: one of the three.</summary>
public sealed class ReauthenticationForm
{
    public string? Password { get; set; }

    /// <summary>Six digits from the authenticator app, or a recovery code.</summary>
    public string? Code { get; set; }

    public PasskeyForm? Passkey { get; set; }
}

/// <summary>
/// Proves again who sits before a signed-in browser (本人確認), by password, code or passkey. For fifteen minutes the session may then do what an open browser
/// alone may not; see <see cref="Proof"/>.
/// </summary>
public sealed class Reauthenticate(MemberHubDatabases databases, PasswordProof password, CodeCheck codes, Passkeys passkeys, Sessions sessions, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, string sessionHash, ReauthenticationForm form, PasskeySite site, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        await using var database = databases.Open(actor.SocietyId);
        var wrong = await CheckAsync(database, actor, form, site, cancel);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        database.Add(new SignInEvent { AccountId = actor.AccountId, OccurredUtc = now, Outcome = (wrong is null ? SignInOutcome.Proved : SignInOutcome.WrongProof).ToString() });
        if (wrong is null)
        {
            await database.AccountSessions.Where(session => session.TokenHash == sessionHash && session.AccountId == actor.AccountId && session.EndedUtc == null)
                .ExecuteUpdateAsync(row => row.SetProperty(session => session.ProvedUtc, now), cancel);
            database.Record(actor, now, nameof(Reauthenticate), null, new { });
        }

        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        sessions.Forget([sessionHash]);
        return wrong is null ? Done.It : wrong;
    }

    private async Task<Refusal?> CheckAsync(MemberHubDbContext database, Actor actor, ReauthenticationForm form, PasskeySite site, CancellationToken cancel)
    {
        if (form.Passkey is { Credential: { Length: > 0 } })
        {
            return await passkeys.UseAsync(database, form.Passkey, site, cancel) == actor.AccountId ? null : new PasskeyRefused();
        }

        if (!string.IsNullOrWhiteSpace(form.Code))
        {
            return CodeCheck.RefusalOf(await codes.TakeAsync(database, actor.AccountId, form.Code, cancel));
        }

        if (string.IsNullOrEmpty(form.Password))
        {
            return new PasswordMissing();
        }

        return await password.CheckAsync(database, await database.Users.AsNoTracking().SingleAsync(account => account.Id == actor.AccountId, cancel), form.Password, cancel);
    }
}
