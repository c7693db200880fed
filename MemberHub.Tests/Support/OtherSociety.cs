using MemberHub.Data;
using MemberHub.Domain.Societies;

namespace MemberHub.Tests.Support;

/// <summary>A second society in the same database, whose rows nobody of the first may see.</summary>
public static class OtherSociety
{
    public static async Task<Society> AddAsync(MemberHubDatabases databases, Society like)
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var database = databases.OpenAcrossSocieties();
        var other = new Society("midori", "みどり学会", "Midori Society", like.Settings);
        database.Add(other);
        await database.SaveChangesAsync(cancel);
        await using var own = databases.Open(other.Id);
        own.Add(new MemberCategory("Regular", "正会員", "Regular member"));
        await own.SaveChangesAsync(cancel);
        return other;
    }
}
