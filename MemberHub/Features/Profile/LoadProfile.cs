using System.Text.Json;
using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Profile;

/// <summary>Reads the profile and the input that was left unsaved, in three statements.</summary>
public sealed class LoadProfile(MemberHubDatabases databases, TimeProvider clock)
{
    public async Task<Result<LoadedProfile>> RunAsync(Actor actor, CancellationToken cancel)
    {
        if (actor.Withdrawn)
        {
            return new WithdrawnKeepsNoProfile();
        }

        await using var database = databases.Open(actor.SocietyId);
        if (await database.ReadProfileAsync(actor, cancel) is not { } stored)
        {
            return new NotAllowed();
        }

        var oldest = clock.UtcNow() - ProfileDraft.KeptFor;
        var draft = await database.Drafts.AsNoTracking()
            .Where(draft => draft.AccountId == actor.AccountId && draft.Kind == ProfileDraft.Kind && draft.SavedUtc > oldest)
            .SingleOrDefaultAsync(cancel);
        return new LoadedProfile(stored, draft is null ? null : new KeptDraft(JsonSerializer.Deserialize<ProfileDraft>(draft.Json)!, draft.SavedUtc));
    }
}

/// <summary>What the page opens with.</summary>
public sealed record LoadedProfile(StoredProfile Stored, KeptDraft? Draft);
