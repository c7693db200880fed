using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using MemberHub.Data.Accounts;
using MemberHub.Data.Bulk;
using MemberHub.Data.Queries;
using MemberHub.Data.Search;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using MemberHub.Features.Directory;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Bench;

/// <summary>
/// P8: finding the first page among 100,000 members, for the office and, its counting included, for a member in the directory; against LIKE on the names as
/// they are stored (which finds no variant).
/// </summary>
internal static class SearchFigure
{
    private const int Count = 100_000;
    private const int Rounds = 20;

    private static readonly string[] Families = ["髙橋", "佐藤", "山﨑", "渡邉", "濵田", "齋藤", "伊藤", "長谷川", "小野寺", "德永", "澤田", "大島", "中嶋", "廣瀬", "櫻井", "宮﨑", "田邊", "黑木", "鈴木", "加藤"];
    private static readonly string[] FamilyKana = ["たかはし", "さとう", "やまざき", "わたなべ", "はまだ", "さいとう", "いとう", "はせがわ", "おのでら", "とくなが", "さわだ", "おおしま", "なかじま", "ひろせ", "さくらい", "みやざき", "たなべ", "くろき", "すずき", "かとう"];
    private static readonly string[] Given = ["真理子", "健太郎", "美咲", "修", "結衣", "一樹", "薫", "隆", "さくら", "健司", "由香", "誠", "千尋", "弥生", "大輔", "恵", "翔太", "陽子", "直樹", "明日香"];
    private static readonly string[] GivenKana = ["まりこ", "けんたろう", "みさき", "おさむ", "ゆい", "かずき", "かおる", "たかし", "さくら", "けんじ", "ゆか", "まこと", "ちひろ", "やよい", "だいすけ", "めぐみ", "しょうた", "ようこ", "なおき", "あすか"];
    private static readonly string[] Places = ["みなと総合医療センター", "丘の上病院", "白川医科大学", "港北臨床検査センター", "川上中央病院", "みどり町診療所"];

    // Names, kana of both kinds, variants, two signs, parts, romaji, numbers, institutions, several at once.
    private static readonly string[] Questions =
    [
        "高橋", "髙橋", "山崎", "辺", "渡辺", "斉藤", "タカハシ", "ﾜﾀﾅﾍﾞ", "はせ", "がわ", "まり", "子", "高橋 真理子", "髙橋真理子", "takahashi", "saito kazuki", "0012345", "12345", "みなと", "白川医科 高橋",
        "浜田 結衣", "いとう", "01-2345", "中島", "徳永", "沢田", "member31415", "例のない名前",
    ];

    // Members search names and readings alone.
    private static readonly string[] Names =
    [
        "高橋", "髙橋", "山崎", "辺", "渡辺", "斉藤", "タカハシ", "ﾜﾀﾅﾍﾞ", "はせ", "がわ", "まり", "子", "高橋 真理子", "髙橋真理子", "takahashi", "saito kazuki", "ono", "shota", "浜田 結衣", "いとう", "中島", "徳永", "沢田", "例のない名前",
    ];

    private static readonly DateOnly Today = new(2026, 11, 22);

    public static async Task RunAsync(string[] args)
    {
        foreach (var bench in await BenchDatabase.CreateAllAsync())
        {
            await using (bench)
            {
                await FillAsync(bench);
                var index = new MemberIndex();
                var first = await TimeAsync(() => FindAsync(bench, index, "高橋"));
                Report.Note($"{bench.Provider}: the first search reads all {Count} members in {first:F0} ms");
                List<double> ours = [], plain = [];
                for (var round = 0; round < Rounds; round++)
                {
                    foreach (var question in Questions)
                    {
                        ours.Add(await TimeAsync(() => FindAsync(bench, index, question)));
                        plain.Add(await TimeAsync(() => LikeAsync(bench, question)));
                    }
                }

                Report.Line("P8", $"member search in {Count} members, p95, {bench.Provider}", P95(ours), "ms", P95(plain));
                Report.Line("P8", $"member search in {Count} members, p50, {bench.Provider}", Median(ours), "ms", Median(plain));
                var list = await MedianOfAsync(() => FindAsync(bench, index, ""));
                Report.Line("P8", $"list of {Count} members opened, p50, {bench.Provider}", list, "ms");
                await MeasureDirectoryAsync(bench, index);
            }
        }
    }

    private static async Task MeasureDirectoryAsync(BenchDatabase bench, MemberIndex index)
    {
        var actor = await SignUpAsync(bench);
        var search = new SearchDirectory(bench.Databases, index, TimeProvider.System);
        List<double> ours = [], plain = [];
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var name in Names)
            {
                ours.Add(await TimeAsync(async () => (await search.RunAsync(actor, name, CancellationToken.None)).OrThrow()));
                plain.Add(await TimeAsync(() => LikeAsync(bench, name)));
            }
        }

        Report.Line("P8", $"directory search in {Count} members, counted, p95, {bench.Provider}", P95(ours), "ms", P95(plain));
        Report.Line("P8", $"directory search in {Count} members, counted, p50, {bench.Provider}", Median(ours), "ms", Median(plain));
    }

    private static async Task<Actor> SignUpAsync(BenchDatabase bench)
    {
        await using var database = bench.Open();
        var society = await database.Societies.SingleAsync(row => row.Id == bench.Society.Id);
        society.Change(society.Settings with { Directory = new DirectorySettings { SearchesPerHour = 1_000_000 } });
        var account = new Account { UserName = "reader", NormalizedUserName = "READER", SecurityStamp = "bench" };
        database.Add(account);
        await database.SaveChangesAsync();
        var member = await database.Members.Select(row => row.Id).FirstAsync();
        database.Add(new AccountMember { AccountId = account.Id, MemberId = member });
        await database.SaveChangesAsync();
        return new Actor(account.Id, society.Id, member, []);
    }

    private static async Task FillAsync(BenchDatabase bench)
    {
        await using var database = bench.Open();
        var category = await database.MemberCategories.Select(item => item.Id).FirstAsync();
        await using var transaction = await database.Database.BeginTransactionAsync();
        var members = Enumerable.Range(0, Count).Select(i => Create(i, category)).ToList();
        await database.GiveKeysAsync(members, CancellationToken.None);
        await database.InsertAllAsync(members, CancellationToken.None);
        var setMember = database.OwnerSetter<Affiliation>(nameof(Affiliation.MemberId));
        var works = members.Select(member =>
        {
            setMember(member.Affiliations[0], member.Id);
            return member.Affiliations[0];
        }).ToList();
        await database.GiveKeysAsync(works, CancellationToken.None);
        await database.InsertAllAsync(works, CancellationToken.None);
        await transaction.CommitAsync();
        if (database.Database.IsNpgsql())
        {
            await database.Database.ExecuteSqlRawAsync("ANALYZE");
        }
    }

    private static Member Create(int i, long category)
    {
        var (family, given) = (i % Families.Length, i / Families.Length % Given.Length);
        var member = new Member(MemberNumber.Parse(i.ToString("D7", CultureInfo.InvariantCulture)), $"{Families[family]}　{Given[given]}", $"{FamilyKana[family]}　{GivenKana[given]}", category, null);
        var phone = string.Create(CultureInfo.InvariantCulture, $"022-{i / 10_000:00}-{i % 10_000:0000}");
        member.Change(member.Person with { Home = new PostalAddress { Phone = phone }, MobilePhone = "090-" + phone[4..], Visible = i % 3 == 0 ? VisibleFields.Email | VisibleFields.MobilePhone : VisibleFields.None });
        var shown = i % 3 == 0 ? VisibleFields.Institution | VisibleFields.Department : VisibleFields.None;
        member.Affiliate([new AffiliationDetails { Institution = Places[i % Places.Length], Department = "臨床検査部", Place = new PostalAddress { Phone = phone }, Visible = shown }]);
        return member;
    }

    private static async Task FindAsync(BenchDatabase bench, MemberIndex index, string words)
    {
        await using var database = bench.Open();
        var found = await database.FindMembersAsync(index, new MemberSearch { Words = words }, Today, CancellationToken.None);
        await database.ReadMemberRowsAsync([.. found.Take(50).Select(member => member.Id)], CancellationToken.None);
    }

    private static async Task LikeAsync(BenchDatabase bench, string words)
    {
        await using var database = bench.Open();
        await database.Database.OpenConnectionAsync();
        await using var command = database.Database.GetDbConnection().CreateCommand();
        command.CommandText = """
            SELECT m."Id", m."Number", m."Name", m."Kana", COUNT(*) OVER () FROM "Members" m
            WHERE m."SocietyId" = @society AND (m."Name" LIKE @words OR m."Kana" LIKE @words OR m."Number" LIKE @words)
            ORDER BY m."Number" LIMIT 50
            """;
        Add(command, "society", bench.Society.Id);
        Add(command, "words", $"%{words}%");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
        }
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed.TotalMilliseconds;
    }

    private static async Task<double> MedianOfAsync(Func<Task> work)
    {
        List<double> times = [];
        for (var i = 0; i < Rounds; i++)
        {
            times.Add(await TimeAsync(work));
        }

        return Median(times);
    }

    private static double P95(List<double> values) => values.Order().ElementAt(values.Count * 95 / 100);

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
