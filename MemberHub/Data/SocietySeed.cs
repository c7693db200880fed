using MemberHub.Domain;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Data;

/// <summary>Gives an empty database the society that the settings describe.</summary>
public sealed class SocietySeed(MemberHubDatabases databases, IConfiguration configuration)
{
    /// <summary>The one society of this portal, created first if there is none.</summary>
    public async Task<Society> EnsureAsync(CancellationToken cancel)
    {
        await using var database = databases.OpenAcrossSocieties();
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        var society = await EnsureAsync(database, cancel);
        await transaction.CommitAsync(cancel);
        return society;
    }

    /// <summary>The same within the caller's transaction, so that what is rolled back leaves no society behind. The context then shows it.</summary>
    public async Task<Society> EnsureAsync(MemberHubDbContext database, CancellationToken cancel)
    {
        var society = await FindAsync(database, cancel) ?? await CreateAsync(database, Read(), cancel);
        database.ShownSociety = society.Id;
        return society;
    }

    /// <summary>The society of this portal, which the context then shows; null, and nothing written, where there is none yet.</summary>
    public static async Task<Society?> FindAsync(MemberHubDbContext database, CancellationToken cancel)
    {
        var society = await database.Societies.OrderBy(society => society.Id).FirstOrDefaultAsync(cancel);
        database.ShownSociety = society?.Id ?? 0;
        return society;
    }

    private SocietyOptions Read()
    {
        var options = configuration.GetSection("Society").Get<SocietyOptions>();
        return options is { Code.Length: > 0, NameJa.Length: > 0, Categories.Count: > 0 }
            ? options
            : throw new InvalidOperationException("The settings section Society needs Code, NameJa and Categories.");
    }

    private static async Task<Society> CreateAsync(MemberHubDbContext database, SocietyOptions options, CancellationToken cancel)
    {
        var society = new Society(options.Code, options.NameJa, options.NameEn, options.Settings);
        database.Add(society);
        await database.SaveChangesAsync(cancel);

        database.ShownSociety = society.Id;
        var categories = options.Categories.ToDictionary(item => item.Code, item => new MemberCategory(item.Code, item.NameJa, item.NameEn, item.IsOrganisation));
        var ranks = options.Ranks.ToDictionary(item => item.Code, item => new Rank(item.Code, item.NameJa, item.NameEn));
        database.AddRange(categories.Values);
        database.AddRange(ranks.Values);
        await database.SaveChangesAsync(cancel);

        database.AddRange(options.Dues.Select(rule => new DuesRule(
            categories[rule.Category].Id,
            rule.Rank.Length == 0 ? null : ranks[rule.Rank].Id,
            new FiscalYear(rule.From),
            new Yen(rule.Amount))));
        await database.SaveChangesAsync(cancel);
        return society;
    }
}
