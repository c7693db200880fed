using System.Globalization;
using FluentValidation;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Members;

/// <summary>Takes a member out of the directory and the rosters (非掲載), or puts it back.</summary>
public sealed class ListMember(MemberHubDatabases databases, IValidator<ListingForm> validator, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, string number, ListingForm form, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.EditMembers))
        {
            return new NotAllowed();
        }

        if (!validator.Validate(form).IsValid)
        {
            return new FormNotValid();
        }

        await using var database = databases.Open(actor.SocietyId);
        var taken = await database.TakeAsync(number, form.Version, cancel);
        if (taken.Value is not { } member)
        {
            return taken.Refusal!;
        }

        if (form.Unlisted == member.UnlistedOn is not null)
        {
            return new ListedAlready();
        }

        var (before, reason) = (Text(member.UnlistedOn), form.Reason.Trim());
        member.Unlist(form.Unlisted ? clock.Today() : null, reason);
        database.Record(actor, clock.UtcNow(), nameof(ListMember), member.Id, new { changes = new[] { new ChangedField("Unlisted", before, Text(member.UnlistedOn)) } }, reason);
        return await database.SaveAsync(member, cancel) is { } refusal ? refusal : Done.It;
    }

    private static string Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
