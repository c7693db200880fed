using FluentValidation;
using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Profile;

/// <summary>Saves what a member changed, with an audit line of old and new values, and ends the draft. All or nothing.</summary>
public sealed class SaveProfile(MemberHubDatabases databases, IValidator<ProfileForm> validator, TimeProvider clock)
{
    /// <param name="version">The version of the profile that the changes were confirmed against.</param>
    public async Task<Result<ProfileChanges>> RunAsync(Actor actor, ProfileForm form, int version, CancellationToken cancel)
    {
        await using var database = databases.Open(actor.SocietyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        if (await database.ReadProfileAsync(actor, cancel) is not { } stored)
        {
            return new NotAllowed();
        }

        if (actor.Withdrawn || stored.WithdrawnOn <= clock.Today())
        {
            return new WithdrawnKeepsNoProfile();
        }

        var written = await database.WriteProfileAsync(validator, actor, nameof(SaveProfile), toReview: true, stored, form, version, clock.UtcNow(), cancel);
        if (written.Succeeded)
        {
            await database.Drafts.Where(draft => draft.AccountId == actor.AccountId && draft.Kind == ProfileDraft.Kind).ExecuteDeleteAsync(cancel);
            await transaction.CommitAsync(cancel);
        }

        return written;
    }
}
