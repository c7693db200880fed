using MemberHub.Data;
using MemberHub.Data.Accounts;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>What is sent when a passkey was made.</summary>
public sealed class NewPasskeyForm
{
    /// <summary>What its owner calls it.</summary>
    public string? Name { get; set; }

    public string? Credential { get; set; }

    public string? State { get; set; }
}

/// <summary>Adds a passkey (パスキー) to who is signed in, soon after a proof of who they are, and tells them by mail.</summary>
public sealed class AddPasskey(MemberHubDatabases databases, Passkeys passkeys, SecurityMails mails, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, NewPasskeyForm form, PasskeySite site, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        if (PasskeyNames.FaultOf(form.Name) is { } fault)
        {
            return fault;
        }

        if (FactorGate.RefusalOf(actor, now) is { } shut)
        {
            return shut;
        }

        await using var database = databases.Open(actor.SocietyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        if (await database.AccountPasskeys.CountAsync(passkey => passkey.AccountId == actor.AccountId, cancel) >= Passkeys.MaxKeys)
        {
            return new TooManyPasskeys(Passkeys.MaxKeys);
        }

        if (await passkeys.ReadNewAsync(database, actor.AccountId, new() { Credential = form.Credential, State = form.State }, form.Name!.Trim(), site) is not { } passkey)
        {
            return new PasskeyRefused();
        }

        database.Add(passkey);
        await mails.AddAsync(database, actor, now, "PasskeyAdded", cancel);
        database.Record(actor, now, nameof(AddPasskey), actor.MemberId, new { passkey.Name });
        try
        {
            await database.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException error) when (error.IsUniqueViolation())
        {
            return new PasskeyRefused();
        }

        await transaction.CommitAsync(cancel);
        return Done.It;
    }
}

internal static class PasskeyNames
{
    /// <summary>Why a passkey cannot be called this, or null.</summary>
    public static Refusal? FaultOf(string? name) =>
        string.IsNullOrWhiteSpace(name) || name.Trim().Length > AccountPasskey.NameMaxLength || name.Any(char.IsControl) ? new PasskeyNameMissing(AccountPasskey.NameMaxLength) : null;
}
