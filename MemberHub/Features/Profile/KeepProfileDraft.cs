using System.Text.Json;
using MemberHub.Data;
using MemberHub.Data.Drafts;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Profile;

/// <summary>Keeps unsaved input and says when; removes drafts of the society that are too old.</summary>
public sealed class KeepProfileDraft(MemberHubDatabases databases, TimeProvider clock)
{
    public async Task<Result<DateTime>> RunAsync(Actor actor, ProfileDraft draft, CancellationToken cancel)
    {
        if (actor.Withdrawn || actor.MemberId is null)
        {
            return new NotAllowed();
        }

        var now = clock.UtcNow();
        var json = JsonSerializer.Serialize(draft);
        await using var database = databases.Open(actor.SocietyId);
        var oldest = now - ProfileDraft.KeptFor;
        await database.Drafts.Where(old => old.Kind == ProfileDraft.Kind && old.SavedUtc <= oldest).ExecuteDeleteAsync(cancel);
        if (await UpdateAsync(database, actor, json, now, cancel))
        {
            return now;
        }

        try
        {
            database.Add(new Draft { AccountId = actor.AccountId, Kind = ProfileDraft.Kind, Json = json, SavedUtc = now });
            await database.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // A second tab added the one draft at the same moment; if it was anything else, nothing is there to update.
            if (!await UpdateAsync(database, actor, json, now, cancel))
            {
                throw;
            }
        }

        return now;
    }

    private static async Task<bool> UpdateAsync(MemberHubDbContext database, Actor actor, string json, DateTime now, CancellationToken cancel) =>
        await database.Drafts.Where(draft => draft.AccountId == actor.AccountId && draft.Kind == ProfileDraft.Kind)
            .ExecuteUpdateAsync(set => set.SetProperty(draft => draft.Json, json).SetProperty(draft => draft.SavedUtc, now), cancel) > 0;
}
