using MemberHub.Data;
using MemberHub.Data.Accounts;
using MemberHub.Data.Audit;
using MemberHub.Data.Outbox;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using MemberHub.Platform.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Accounts;

/// <summary>What is typed to change the login ID.</summary>
public sealed class ChangeLoginIdForm
{
    public string? LoginId { get; set; }

    public string? Password { get; set; }
}

/// <summary>How far the change of a login ID has come.</summary>
public enum LoginIdStep
{
    Changed,

    /// <summary>A code is on its way to the account's address; the old login ID counts until it is typed.</summary>
    CodeMailed,
}

/// <summary>
/// Changes the login ID (ログインID) of who is signed in, after asking for the password. Where the account has an e-mail address, a code that is mailed to it
/// has to be typed first (<see cref="ConfirmLoginId"/>).
/// </summary>
public sealed class ChangeLoginId(
    MemberHubDatabases databases, LoginIdReplacement replacement, PasswordProof proof, MailedCodes codes, MailOutbox outbox, TimeProvider clock, IStringLocalizer<AccountsText> texts)
{
    public async Task<Result<LoginIdStep>> RunAsync(Actor actor, ChangeLoginIdForm form, CancellationToken cancel)
    {
        var wanted = JapaneseText.Code(form.LoginId ?? "");
        if (LoginIds.FaultOf(wanted) is { } fault)
        {
            return fault;
        }

        await using var database = databases.Open(actor.SocietyId);
        var account = await database.Users.SingleAsync(row => row.Id == actor.AccountId, cancel);
        if (await proof.CheckAsync(database, account, form.Password, cancel) is { } wrong)
        {
            return wrong;
        }

        // In another letter case it is a change.
        if (wanted == account.UserName)
        {
            return new LoginIdUnchanged();
        }

        if (await replacement.IsTakenAsync(actor, wanted, cancel))
        {
            return new LoginIdInUse();
        }

        return string.IsNullOrEmpty(account.Email)
            ? await ChangeNowAsync(database, actor, account, wanted, cancel)
            : await MailCodeAsync(database, actor, account.Email, wanted, cancel);
    }

    private async Task<Result<LoginIdStep>> ChangeNowAsync(MemberHubDbContext database, Actor actor, Account account, string wanted, CancellationToken cancel)
    {
        replacement.Apply(database, actor, account, wanted);
        try
        {
            await database.SaveChangesAsync(cancel);
        }
        // Somebody may have taken it since it was looked up; the index has the last word.
        catch (DbUpdateException error) when (error.IsUniqueViolation())
        {
            return new LoginIdInUse();
        }

        return LoginIdStep.Changed;
    }

    private async Task<Result<LoginIdStep>> MailCodeAsync(MemberHubDbContext database, Actor actor, string email, string wanted, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        var code = codes.Create();
        var society = await database.Societies.AsNoTracking().SingleAsync(row => row.Id == actor.SocietyId, cancel);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);

        // Requests at the same moment come one after the other, and count each other.
        await database.LockAccountsAsync([actor.AccountId], cancel);
        if (await database.LoginIdChanges.CountAsync(change => change.AccountId == actor.AccountId && change.CreatedUtc > now - MailedCodes.Life, cancel) >= MailedCodes.MaxRequests)
        {
            return new TooManyMailedCodes(MailedCodes.MaxRequests);
        }

        await database.LoginIdChanges.Where(change => change.AccountId == actor.AccountId && change.EndedUtc == null)
            .ExecuteUpdateAsync(row => row.SetProperty(change => change.EndedUtc, now), cancel);
        database.Add(new LoginIdChange { AccountId = actor.AccountId, NewLoginId = wanted, CodeHash = code.Hash, CreatedUtc = now, ExpiresUtc = now + MailedCodes.Life });
        var body = texts["LoginIdMailBody", wanted, code.Text, MailedCodes.Life.TotalMinutes];
        outbox.AddSecret(database, now, email, texts["LoginIdMailSubject"], MailBody.For(society, null, texts).With(body));
        database.Record(actor, now, "RequestLoginIdChange", actor.MemberId, new { });
        try
        {
            await database.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
        }
        // The form was sent twice at the same moment: the other one has mailed its code.
        catch (DbUpdateException error) when (error.IsUniqueViolation())
        {
            return LoginIdStep.CodeMailed;
        }

        return LoginIdStep.CodeMailed;
    }
}
