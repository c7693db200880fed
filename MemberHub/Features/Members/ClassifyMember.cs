using FluentValidation;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Members;

/// <summary>
/// Changes category, rank or units from a fiscal year on (区分変更). A year that has begun counts at once; a coming one is billed by it and counts when it
/// begins. One for a year before does not undo what a later one has changed since. What was charged before stays.
/// </summary>
public sealed class ClassifyMember(MemberHubDatabases databases, IValidator<ClassifyForm> validator, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, string number, ClassifyForm form, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.EditMembers))
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        var taken = await database.TakeAsync(number, form.Version, cancel);
        if (taken.Value is not { } member)
        {
            return taken.Refusal!;
        }

        var categories = await database.MemberCategories.ToListAsync(cancel);
        var ranks = await database.Ranks.ToListAsync(cancel);
        var category = categories.Find(row => row.Code == form.Category && (row.EndedUtc is null || row.Id == member.CategoryId));
        var rank = ranks.Find(row => row.Code == form.Rank && (row.EndedUtc is null || row.Id == member.RankId));
        var settings = await database.Societies.Where(society => society.Id == actor.SocietyId).Select(society => society.Settings).SingleAsync(cancel);
        var current = settings.Calendar.YearOf(clock.Today());
        if (!validator.Validate(form).IsValid || category is null || (rank is null && form.Rank.Length > 0) || form.From < current.Year - 1 || form.From > current.Year + 2)
        {
            return new FormNotValid();
        }

        var (from, units) = (new FiscalYear(form.From), form.UnitsMeant!.Value);
        var change = await database.MemberChanges.SingleOrDefaultAsync(row => row.MemberId == member.Id && row.From == from, cancel);
        if (change is null)
        {
            change = new MemberChange(member.Id, from, category.Id, rank?.Id, units);
            database.Add(change);
        }
        else
        {
            change.Revise(category.Id, rank?.Id, units);
        }

        var before = (Category: categories.Find(row => row.Id == member.CategoryId)!.NameJa, Rank: ranks.Find(row => row.Id == member.RankId)?.NameJa ?? "", member.Units);
        if (from <= current && await database.MemberChanges.AnyAsync(row => row.MemberId == member.Id && row.From > from && row.From <= current, cancel))
        {
            change.Overtake(clock.UtcNow());
        }
        else if (from <= current)
        {
            change.ApplyTo(member, clock.UtcNow());
        }

        database.Record(
            actor,
            clock.UtcNow(),
            nameof(ClassifyMember),
            member.Id,
            new { from = from.Year, changes = Changes([("Category", before.Category, category.NameJa), ("Rank", before.Rank, rank?.NameJa ?? ""), ("Units", $"{before.Units}", $"{units}")]) },
            form.Reason.Trim());
        return await database.SaveAsync(member, cancel) is { } refusal ? refusal : Done.It;
    }

    private static IEnumerable<ChangedField> Changes(IEnumerable<(string Field, string Old, string New)> fields) =>
        fields.Where(field => field.Old != field.New).Select(field => new ChangedField(field.Field, field.Old, field.New));
}
