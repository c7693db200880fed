using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Members;

/// <summary>What only the office changes of a member, with the choices there are.</summary>
public sealed record OfficeFields
{
    public required string Number { get; init; }

    public required string Name { get; init; }

    public required int Version { get; init; }

    public required string Category { get; init; }

    public required string Rank { get; init; }

    public required int Units { get; init; }

    public DateOnly? JoinedOn { get; init; }

    public DateOnly? WithdrawnOn { get; init; }

    public MemberLeaving? Leaving { get; init; }

    public DateOnly? DeliveryStoppedOn { get; init; }

    public string DeliveryStopReason { get; init; } = "";

    public string Note { get; init; } = "";

    public DateOnly? UnlistedOn { get; init; }

    public string UnlistedReason { get; init; } = "";

    /// <summary>Years of rest; those from Free on can be given back, none where it is null.</summary>
    public required IReadOnlyList<(FiscalYear From, FiscalYear Through, FiscalYear? Free)> Leaves { get; init; }

    public required IReadOnlyList<(FiscalYear From, string Category, string Rank, int Units)> Coming { get; init; }

    public required IReadOnlyList<FilterChoice> Categories { get; init; }

    public required IReadOnlyList<FilterChoice> Ranks { get; init; }

    public required FiscalYear Current { get; init; }
}

/// <summary>Reads what only the office changes of a member; without a number, the choices for a new one.</summary>
public sealed class OpenOfficeFields(MemberHubDatabases databases, TimeProvider clock)
{
    public async Task<Result<OfficeFields>> RunAsync(Actor actor, string? number, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.EditMembers))
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        var categories = await database.MemberCategories.OrderBy(row => row.Id).ToListAsync(cancel);
        var ranks = await database.Ranks.OrderBy(row => row.Id).ToListAsync(cancel);
        var settings = await database.Societies.Where(society => society.Id == actor.SocietyId).Select(society => society.Settings).SingleAsync(cancel);
        var wanted = MemberNumber.TryParse(number, out var parsed) ? parsed : null;
        var member = wanted is null ? null : await database.Members.AsNoTracking().SingleOrDefaultAsync(row => row.Number == wanted, cancel);
        if (number is not null && member is null)
        {
            return new NoSuchMember();
        }

        if (member is not null)
        {
            await database.RecordLooksAsync(actor, [member.Id], clock.UtcNow(), cancel);
        }

        var id = member?.Id ?? 0;
        var leaves = await database.LeavesOfAbsence.AsNoTracking().Where(leave => leave.MemberId == id).OrderBy(leave => leave.From).ToListAsync(cancel);
        var free = await database.ReadLeaveYearsAsync(id, clock.Today(), cancel);
        var coming = await database.MemberChanges.AsNoTracking().Where(change => change.MemberId == id && change.AppliedUtc == null).OrderBy(change => change.From).ToListAsync(cancel);
        return new OfficeFields
        {
            Number = member?.Number.Digits ?? "",
            Name = member?.Person.Name ?? "",
            Version = member?.Version ?? 0,
            Category = categories.Find(row => row.Id == member?.CategoryId)?.Code ?? "",
            Rank = ranks.Find(row => row.Id == member?.RankId)?.Code ?? "",
            Units = member?.Units ?? 1,
            JoinedOn = member?.JoinedOn,
            WithdrawnOn = member?.WithdrawnOn,
            Leaving = member?.Leaving,
            DeliveryStoppedOn = member?.DeliveryStoppedOn,
            DeliveryStopReason = member?.DeliveryStopReason ?? "",
            Note = member?.OfficeNote ?? "",
            UnlistedOn = member?.UnlistedOn,
            UnlistedReason = member?.UnlistedReason ?? "",
            Leaves = leaves.ConvertAll(leave => (leave.From, leave.Through, free.FirstFree(leave))),
            Coming = coming.ConvertAll(change => (change.From, categories.Find(row => row.Id == change.CategoryId)!.NameJa, ranks.Find(row => row.Id == change.RankId)?.NameJa ?? "", change.Units)),
            Categories = [.. categories.Where(row => row.EndedUtc is null || row.Id == member?.CategoryId).Select(row => new FilterChoice(row.Code, row.NameJa, row.NameEn))],
            Ranks = [.. ranks.Where(row => row.EndedUtc is null || row.Id == member?.RankId).Select(row => new FilterChoice(row.Code, row.NameJa, row.NameEn))],
            Current = settings.Calendar.YearOf(clock.Today()),
        };
    }
}
