using FluentValidation;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Reviews;
using MemberHub.Domain;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Profile;

/// <summary>Writes a changed profile into the open transaction, by the member or on the member's behalf, under the same rules.</summary>
internal static class ProfileWriting
{
    /// <param name="action">The use case's name, for the audit line of old and new values.</param>
    /// <param name="toReview">The office looks at the change (会員による変更); what it wrote itself it need not.</param>
    /// <param name="version">The version of the profile that the changes were confirmed against.</param>
    public static async Task<Result<ProfileChanges>> WriteProfileAsync(
        this MemberHubDbContext database, IValidator<ProfileForm> validator, Actor actor, string action, bool toReview, StoredProfile stored, ProfileForm form, int version, DateTime nowUtc, CancellationToken cancel)
    {
        var member = await database.Members.Include(member => member.Affiliations.OrderBy(affiliation => affiliation.Ordinal))
            .SingleAsync(member => member.Id == stored.MemberId, cancel);
        if (stored.Version != version || member.Version != version)
        {
            return await database.ChangedByAsync(action, stored.MemberId, cancel);
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
            var entry = database.Record(actor, nowUtc, action, member.Id, new SavedChanges(changes.All));
            if (toReview && changes.ConcernOffice)
            {
                database.Add(new ProfileReview(member.Id, entry));
            }

            try
            {
                await database.SaveChangesAsync(cancel);
            }
            catch (DbUpdateConcurrencyException)
            {
                return await database.ChangedByAsync(action, stored.MemberId, cancel);
            }
        }

        return changes;
    }

    private static async Task<ProfileChangedMeanwhile> ChangedByAsync(this MemberHubDbContext database, string action, long memberId, CancellationToken cancel) =>
        new(action == nameof(SaveMemberProfile) ? await database.LatestChangeOfAsync(memberId, cancel) : null);
}
