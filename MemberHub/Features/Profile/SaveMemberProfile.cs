using FluentValidation;
using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Profile;

/// <summary>
/// Saves what somebody of the office changed on a member's behalf, under the member's own rules, with an audit line that names who did it. What others see of
/// the member stays as the member chose. Who has left (退会・除名・逝去) may still owe, and is reached at the address that stands here.
/// </summary>
public sealed class SaveMemberProfile(MemberHubDatabases databases, IValidator<ProfileForm> validator, TimeProvider clock)
{
    /// <param name="version">The version of the profile that the changes were confirmed against.</param>
    public async Task<Result<ProfileChanges>> RunAsync(Actor actor, string number, ProfileForm form, int version, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.EditMembers))
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        if (await database.ReadProfileAsync(number, cancel) is not { } stored)
        {
            return new MemberHasNoProfile();
        }

        var written = await database.WriteProfileAsync(validator, actor, nameof(SaveMemberProfile), toReview: false, stored, form.KeepingVisibilityOf(stored), version, clock.UtcNow(), cancel);
        if (written.Succeeded)
        {
            await transaction.CommitAsync(cancel);
        }

        return written;
    }
}
