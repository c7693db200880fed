using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Settings;

/// <summary>
/// Adds a member category (会員区分), with what it pays from this year on, or names one anew. What a category that has members pays is set in the dues
/// schedule, year by year.
/// </summary>
public sealed class SaveCategory(MemberHubDatabases databases, TimeProvider clock)
{
    /// <param name="id">Null for a new one.</param>
    public async Task<Result<Done>> RunAsync(Actor actor, long? id, CategoryForm form, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.EditSettings))
        {
            return new NotAllowed();
        }

        if (form.Fault(id is null) is { } fault)
        {
            return fault;
        }

        await using var database = databases.Open(actor.SocietyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        await database.LockSettingsAsync(cancel);
        var category = id is null ? null : await database.MemberCategories.SingleOrDefaultAsync(row => row.Id == id, cancel);
        if (id is not null && category?.Version != form.Version)
        {
            return await database.CategoryMovedAsync(id, cancel);
        }

        var (ja, en) = ClassFields.Names(form.NameJa, form.NameEn);
        var code = category?.Code ?? JapaneseText.Code(form.Code!);
        if (await database.MemberCategories.AnyAsync(row => row.Id != id && (row.NameJa == ja || row.Code == code), cancel))
        {
            return new ClassTaken();
        }

        var before = category is null ? null : Facts(category);
        if (category is null)
        {
            category = new MemberCategory(code, ja, en, form.IsOrganisation);
            database.Add(category);
            await AddDuesAsync(database, category, ClassFields.Amount(form.Dues), cancel);
        }
        else
        {
            category.Change(ja, en, form.IsOrganisation);
        }

        database.Record(actor, clock.UtcNow(), nameof(SaveCategory), null, new { category.Code, Before = before, After = Facts(category), Amount = id is null ? ClassFields.Amount(form.Dues)?.Value : null });
        return await database.SaveClassAsync(cancel) is { } refusal ? refusal : Done.It;
    }

    // Nobody is in it yet, so no charge can contradict what it pays this year.
    private async Task AddDuesAsync(MemberHubDbContext database, MemberCategory category, Yen? dues, CancellationToken cancel)
    {
        if (dues is { } amount)
        {
            var settings = await database.Societies.Where(society => society.Id == database.ShownSociety).Select(society => society.Settings).SingleAsync(cancel);
            await database.SaveChangesAsync(cancel);
            database.Add(new DuesRule(category.Id, null, settings.Calendar.YearOf(clock.Today()), amount));
        }
    }

    private static object Facts(MemberCategory category) => new { category.NameJa, category.NameEn, category.IsOrganisation };
}
