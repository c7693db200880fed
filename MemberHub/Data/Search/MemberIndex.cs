using System.Collections.Concurrent;
using MemberHub.Domain.Members;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Data.Search;

/// <summary>
/// All members of a society in memory, by number (検索索引), for the office's search and the members' directory. Every reading first asks the database whom somebody has written since, on this node or
/// another, and reads those anew; so nothing found here is older than the question.
/// </summary>
public sealed class MemberIndex
{
    // Beyond this many changed members, reading all of them is as fast.
    private const int FewEnough = 2_000;

    private readonly ConcurrentDictionary<long, SocietyMembers> societies = [];

    /// <summary>The members of the society that the context shows, in the order of their numbers. One statement when nobody was written.</summary>
    public async Task<IReadOnlyList<IndexedMember>> ReadAsync(MemberHubDbContext database, CancellationToken cancel)
    {
        var society = societies.GetOrAdd(database.ShownSociety, _ => new SocietyMembers());
        await society.Turn.WaitAsync(cancel);
        try
        {
            var (next, touched) = await ReadTouchesAsync(database, society.From, cancel);
            if (society.From == long.MaxValue || touched.Count > FewEnough)
            {
                society.Members = [.. (await database.ReadIndexedAsync(null, cancel)).Order(ByNumber)];
            }
            else if (touched.Count > 0)
            {
                var fresh = await database.ReadIndexedAsync(touched, cancel);
                society.Members = [.. society.Members.Where(member => !touched.Contains(member.Id)).Concat(fresh).Order(ByNumber)];
            }

            society.From = next;
            return society.Members;
        }
        finally
        {
            society.Turn.Release();
        }
    }

    private static readonly Comparer<IndexedMember> ByNumber = Comparer<IndexedMember>.Create((left, right) => string.CompareOrdinal(left.Number, right.Number));

    // The sign before SocietyId keeps SQLite from walking the marks of the whole society. A transaction that is still open may bear an older stamp than one that has ended: the next reading begins with the oldest open one.
    private static async Task<(long Next, IReadOnlySet<long> Touched)> ReadTouchesAsync(MemberHubDbContext database, long from, CancellationToken cancel)
    {
        var society = database.ShownSociety;
        var rows = await (database.Database.IsSqlite()
            ? database.Database.SqlQuery<Touch>($"""
                SELECT s."Next", t."MemberId" FROM (SELECT COALESCE(MAX("Stamp"), 0) + 1 AS "Next" FROM "MemberTouches") s
                LEFT JOIN "MemberTouches" t ON t."Stamp" >= {from} AND +t."SocietyId" = {society}
                """)
            : database.Database.SqlQuery<Touch>($"""
                SELECT s."Next", t."MemberId"
                FROM (SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS "Next", pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS "End") s
                LEFT JOIN "MemberTouches" t ON t."Stamp" >= {from} AND t."Stamp" < s."End" AND t."SocietyId" = {society}
                """)).ToListAsync(cancel);
        return (rows[0].Next, rows.Where(row => row.MemberId is not null).Select(row => row.MemberId!.Value).ToHashSet());
    }

    private sealed record Touch(long Next, long? MemberId);

    private sealed class SocietyMembers
    {
        public SemaphoreSlim Turn { get; } = new(1);

        /// <summary>The stamp to look from; the largest while nothing was read.</summary>
        public long From { get; set; } = long.MaxValue;

        public IReadOnlyList<IndexedMember> Members { get; set; } = [];
    }
}

/// <summary>
/// Reads what the index keeps: four plain statements, because one join over all would repeat each member. The sign before SocietyId keeps SQLite,
/// which has no statistics, from walking all members of the society where the keys of a few are given.
/// </summary>
internal static class IndexedMemberReading
{
    public static async Task<List<IndexedMember>> ReadIndexedAsync(this MemberHubDbContext database, IReadOnlySet<long>? only, CancellationToken cancel)
    {
        var society = database.ShownSociety;
        var members = await Some(only, database.Database.SqlQuery<MemberFacts>($"""
            SELECT "Id" AS "MemberId", "Number", "Name", "Kana", "CategoryId", "RankId", "WithdrawnOn", "UnlistedOn", "HomePhone", "MobilePhone" FROM "Members" WHERE +"SocietyId" = {society} AND "MergedIntoId" IS NULL
            """)).ToListAsync(cancel);
        var works = (await Some(only, database.Database.SqlQuery<Named>($"""
            SELECT "MemberId", "Institution" AS "First", "Phone" AS "Second" FROM "Affiliations" WHERE +"SocietyId" = {society}
            """)).ToListAsync(cancel)).ToLookup(work => work.MemberId);
        var accounts = (await Some(only, database.Database.SqlQuery<Named>($"""
            SELECT link."MemberId", account."UserName" AS "First", account."Email" AS "Second"
            FROM "AccountMembers" link JOIN "Accounts" account ON account."Id" = link."AccountId" WHERE +link."SocietyId" = {society}
            """)).ToListAsync(cancel)).ToLookup(account => account.MemberId);

        // Of the few who were merged all are read: the one who stayed may stay after several. The comparison leads SQLite to their index, which "is not null" does not.
        var former = MergedNumbers.ByStaying(await database.Database.SqlQuery<MergedNumber>($"""
            SELECT "Id", "Number", "MergedIntoId" AS "Into" FROM "Members" WHERE +"SocietyId" = {society} AND "MergedIntoId" > 0
            """).ToListAsync(cancel));
        return members.ConvertAll(member => new IndexedMember(member.MemberId, member.Number, member.CategoryId, member.RankId, member.WithdrawnOn)
        {
            NameKey = Lines([member.Name, member.Kana]),
            Spoken = SearchText.Spoken(SearchText.Key(member.Kana)),
            IsUnlisted = member.UnlistedOn is not null,
            Former = [.. former[member.MemberId]],
            OtherKey = Lines(
            [
                member.Number, .. former[member.MemberId], member.HomePhone, member.MobilePhone,
                .. accounts[member.MemberId].Concat(works[member.MemberId]).SelectMany(row => new[] { row.First, row.Second }),
            ]),
        });
    }

    private static IQueryable<T> Some<T>(IReadOnlySet<long>? only, IQueryable<T> rows)
        where T : IOfMember => only is null ? rows : rows.Where(row => only.Contains(row.MemberId));

    private static string Lines(IEnumerable<string?> parts) =>
        string.Join('\n', parts.Where(part => !string.IsNullOrEmpty(part)).Select(part => SearchText.Key(part!)).Distinct());

    private interface IOfMember
    {
        long MemberId { get; }
    }

    private sealed record MemberFacts(
        long MemberId, string Number, string Name, string Kana, long CategoryId, long? RankId, DateOnly? WithdrawnOn, DateOnly? UnlistedOn, string HomePhone, string MobilePhone) : IOfMember;

    private sealed record Named(long MemberId, string? First, string? Second) : IOfMember;
}
