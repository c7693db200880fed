using MemberHub.Data;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Profile;

/// <summary>Throws unsaved input away (下書きを破棄).</summary>
public sealed class DiscardProfileDraft(MemberHubDatabases databases)
{
    public async Task RunAsync(Actor actor, CancellationToken cancel)
    {
        await using var database = databases.Open(actor.SocietyId);
        await database.Drafts.Where(draft => draft.AccountId == actor.AccountId && draft.Kind == ProfileDraft.Kind).ExecuteDeleteAsync(cancel);
    }
}
