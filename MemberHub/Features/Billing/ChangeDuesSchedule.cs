using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Billing;

/// <summary>An amount as typed; blank where the category or rank has none.</summary>
public sealed record DuesAmountForm(long CategoryId, long? RankId, string Text);

/// <summary>Sets what is owed from a year on (会費規程の変更), as long as no charge exists that the change would contradict.</summary>
public sealed class ChangeDuesSchedule(MemberHubDatabases databases, TimeProvider clock)
{
    public async Task<Result<int>> RunAsync(Actor actor, FiscalYear year, IReadOnlyList<DuesAmountForm> amounts, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.PrepareBilling))
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        if (await database.BilledThroughAsync(cancel) is { } through && through >= year)
        {
            return new DuesYearLocked(through);
        }

        var categories = await database.MemberCategories.ToDictionaryAsync(category => category.Id, category => category.NameJa, cancel);
        var ranks = await database.Ranks.Select(rank => rank.Id).ToListAsync(cancel);
        var rules = await database.DuesRules.ToListAsync(cancel);
        var changes = new List<object>();
        foreach (var form in amounts.Where(form => categories.ContainsKey(form.CategoryId) && (form.RankId is not { } rank || ranks.Contains(rank))))
        {
            if (!TryRead(form.Text, out var amount))
            {
                return new DuesAmountWrong(categories[form.CategoryId]);
            }

            if (Set(database, rules, form, year, amount) is { } change)
            {
                changes.Add(change);
            }
        }

        if (changes.Count > 0)
        {
            database.Record(actor, clock.UtcNow(), nameof(ChangeDuesSchedule), null, new { Year = year.Year, Changes = changes });
            await database.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
        }

        return changes.Count;
    }

    // A blank takes back what was set for this very year; what an earlier year set goes on holding.
    private static object? Set(MemberHubDbContext database, List<DuesRule> rules, DuesAmountForm form, FiscalYear year, Yen? amount)
    {
        var own = rules.Where(rule => rule.CategoryId == form.CategoryId && rule.RankId == form.RankId && rule.From <= year).ToList();
        var (holding, exact) = (own.MaxBy(rule => rule.From), own.Find(rule => rule.From == year));
        if (holding?.Amount == amount || (amount is null && exact is null))
        {
            return null;
        }

        if (exact is not null)
        {
            database.Remove(exact);
        }

        if (amount is { } yen)
        {
            database.Add(new DuesRule(form.CategoryId, form.RankId, year, yen));
        }

        return new { form.CategoryId, form.RankId, Before = holding?.Amount.Value, After = amount?.Value };
    }

    private static bool TryRead(string text, out Yen? amount)
    {
        amount = TypedAmount.ReadYen(text) is { } yen ? new Yen(yen) : null;
        return string.IsNullOrWhiteSpace(text) || amount <= DuesCharge.MaxAmount;
    }
}
