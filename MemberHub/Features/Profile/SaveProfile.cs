using FluentValidation;
using MemberHub.Data;
using MemberHub.Data.Audit;
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

        var member = await database.Members.Include(member => member.Affiliations.OrderBy(affiliation => affiliation.Ordinal))
            .SingleAsync(member => member.Id == stored.MemberId, cancel);
        if (actor.Withdrawn || member.HasWithdrawnBy(clock.Today()))
        {
            return new WithdrawnKeepsNoProfile();
        }

        if (stored.Version != version || member.Version != version)
        {
            return new ProfileChangedMeanwhile();
        }

        var typed = form.Copy();
        typed.Stored = stored;
        if (!validator.Validate(typed).IsValid)
        {
            return new ProfileNotValid();
        }

        var input = ProfileInput.Of(typed);
        var changes = ProfileChanges.Between(stored, input);
        if (changes.All.Count > 0)
        {
            member.Change(input.Person);
            // Rows are deleted by name only: no delete behaviour of the model takes them along.
            database.RemoveRange(member.Affiliations.Skip(input.Affiliations.Count));
            member.Affiliate(input.Details);
            // A change of an affiliation alone must count as a save of the member, too.
            database.Entry(member).Property(row => row.Version).IsModified = true;
            database.Record(actor, clock.UtcNow(), nameof(SaveProfile), member.Id, new { changes = changes.All });
            try
            {
                await database.SaveChangesAsync(cancel);
            }
            catch (DbUpdateConcurrencyException)
            {
                return new ProfileChangedMeanwhile();
            }
        }

        await database.Drafts.Where(draft => draft.AccountId == actor.AccountId && draft.Kind == ProfileDraft.Kind).ExecuteDeleteAsync(cancel);
        await transaction.CommitAsync(cancel);
        return changes;
    }
}
