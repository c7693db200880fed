using System.Globalization;
using MemberHub.Domain.Members;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Bench;

/// <summary>Members with an address, as many as wanted.</summary>
internal static class BenchRoster
{
    private const int Chunk = 2_000;

    public static async Task AddAsync(BenchDatabase bench, long categoryId, int count)
    {
        for (var first = 0; first < count; first += Chunk)
        {
            await using var database = bench.Open();
            database.AddRange(Enumerable.Range(first, Math.Min(Chunk, count - first)).Select(i => NewMember(i, categoryId)));
            await database.SaveChangesAsync();
        }

        await using var filled = bench.Open();
        if (filled.Database.IsNpgsql())
        {
            await filled.Database.ExecuteSqlRawAsync("ANALYZE");
        }
    }

    private static Member NewMember(int index, long categoryId)
    {
        var member = new Member(MemberNumber.Parse(index.ToString("D7", CultureInfo.InvariantCulture)), $"会員　{index}番", "かいいん　ばん", categoryId, null);
        member.Affiliate([new AffiliationDetails { Institution = "みなと総合医療センター", Place = new PostalAddress { PostalCode = "980-0011", Address = "宮城県仙台市青葉区上杉 9-82-5" } }]);
        return member;
    }
}
