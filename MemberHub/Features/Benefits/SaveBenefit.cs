using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Benefits;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Benefits;

/// <summary>Adds a benefit behind the others or changes one. The trail keeps that ID or password changed, never what they are.</summary>
public sealed class SaveBenefit(MemberHubDatabases databases, BenefitSecrets secrets, TimeProvider clock)
{
    /// <param name="id">Null for a new one.</param>
    public async Task<Result<Done>> RunAsync(Actor actor, long? id, BenefitForm form, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.EditSettings))
        {
            return new NotAllowed();
        }

        if (form.Fault() is { } fault)
        {
            return fault;
        }

        await using var database = databases.Open(actor.SocietyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        await database.LockSettingsAsync(cancel);
        var benefit = id is null ? null : await database.Benefits.SingleOrDefaultAsync(item => item.Id == id, cancel);
        if (id is not null && benefit?.Version != form.Version)
        {
            return await database.BenefitMovedAsync(id, cancel);
        }

        var before = benefit is null ? null : Facts(benefit);
        var kept = benefit is null ? null : secrets.Open(benefit);
        if (benefit is null)
        {
            benefit = new Benefit((await database.Benefits.MaxAsync(item => (int?)item.Ordinal, cancel) ?? 0) + 1);
            database.Add(benefit);
        }

        benefit.Change(form.Words, form.Terms!);
        var credentials = form.Credentials(kept);
        var changed = credentials != (kept ?? new("", ""));
        if (changed)
        {
            benefit.Seal(secrets.Seal(actor.SocietyId, credentials));
        }

        database.Record(actor, clock.UtcNow(), nameof(SaveBenefit), null, new { Id = id, Before = before, After = Facts(benefit), CredentialsChanged = changed });
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return Done.It;
    }

    private static object Facts(Benefit benefit) => new
    {
        benefit.TitleJa,
        benefit.TitleEn,
        benefit.Link,
        benefit.CautionJa,
        benefit.CautionEn,
        Rule = benefit.Rule.ToString(),
        Until = $"{benefit.UntilMonth}/{benefit.UntilDay}",
        benefit.OpenOnLeave,
    };
}
