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
        return await database.Societies.OrderBy(society => society.Id).FirstOrDefaultAsync(cancel)
            ?? await CreateAsync(Read(), cancel);
    }

    private SocietyOptions Read()
    {
        var options = configuration.GetSection("Society").Get<SocietyOptions>();
        return options is { Code.Length: > 0, NameJa.Length: > 0, Categories.Count: > 0 }
            ? options
            : throw new InvalidOperationException("The settings section Society needs Code, NameJa and Categories.");
    }

    private async Task<Society> CreateAsync(SocietyOptions options, CancellationToken cancel)
    {
        await using var accounts = databases.OpenAcrossSocieties();
        await using var transaction = await accounts.Database.BeginTransactionAsync(cancel);
        var society = new Society(options.Code, options.NameJa, options.NameEn, options.Settings);
        accounts.Add(society);
        await accounts.SaveChangesAsync(cancel);

        accounts.ShownSociety = society.Id;
        var categories = options.Categories.ToDictionary(item => item.Code, item => new MemberCategory(item.Code, item.NameJa, item.NameEn, item.IsOrganisation));
        var ranks = options.Ranks.ToDictionary(item => item.Code, item => new Rank(item.Code, item.NameJa, item.NameEn));
        accounts.AddRange(categories.Values);
        accounts.AddRange(ranks.Values);
        await accounts.SaveChangesAsync(cancel);

        accounts.AddRange(options.Dues.Select(rule => new DuesRule(
            categories[rule.Category].Id,
            rule.Rank.Length == 0 ? null : ranks[rule.Rank].Id,
            new FiscalYear(rule.From),
            new Yen(rule.Amount))));
        await accounts.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return society;
    }
}
