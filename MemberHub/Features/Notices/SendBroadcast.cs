using System.Globalization;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Jobs;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Notices;

/// <summary>Hands a broadcast to its job. A second press is the first one's; a text, an audience or readers that are not those of the preview are refused.</summary>
public sealed class SendBroadcast(MemberHubDatabases databases, PreviewBroadcast preview, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, BroadcastForm form, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.SendNotices))
        {
            return new NotAllowed();
        }

        if (form.Fault() is { } fault)
        {
            return fault;
        }

        var now = (await preview.RunAsync(actor, form, cancel)).OrThrow();
        var readers = now.Readers;
        if (readers != form.Readers || readers == 0)
        {
            return new ReadersChanged(readers);
        }

        if (now.Digest != form.Digest)
        {
            return new NotAsPreviewed();
        }

        await using var database = databases.Open(actor.SocietyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        var broadcast = new Broadcast(form.RequestKey, form.ToText(), form.ToAudience(), actor.AccountId, clock.UtcNow());
        database.Add(broadcast);
        try
        {
            await database.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException error) when (error.IsUniqueViolation())
        {
            return Done.It;
        }

        database.Add(new JobRun { Kind = BroadcastJob.Kind, Parameters = broadcast.Id.ToString(CultureInfo.InvariantCulture), Total = readers, StartedUtc = clock.UtcNow() });
        database.Record(actor, clock.UtcNow(), nameof(SendBroadcast), null, new { broadcast.Id, broadcast.Subject, broadcast.SubjectEn, broadcast.Categories, broadcast.Ranks, broadcast.InArrearsOnly, Readers = readers });
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return Done.It;
    }
}
