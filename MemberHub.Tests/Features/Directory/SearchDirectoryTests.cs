using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using MemberHub.Features.Directory;
using MemberHub.Features.Members;
using MemberHub.Tests.Features.Profile;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static MemberHub.Tests.Features.Profile.ProfileMembers;

namespace MemberHub.Tests.Features.Directory;

public sealed class SearchDirectoryTests : IAsyncLifetime
{
    private readonly TestApp app = new();
    private Actor reader = default!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => reader = await app.AddNamedAsync("読手　一", "よみて　はじめ");

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Every_way_to_say_a_name_finds_the_member()
    {
        await app.AddNamedAsync("髙橋　真理子", "たかはし　まりこ");
        await app.AddNamedAsync("林　純一", "ハヤシ　ジュンイチ");
        await app.AddNamedAsync("大野　遼平", "おおの　りょうへい");
        await app.AddNamedAsync("Smith John", "");

        foreach (var words in (string[])["高橋", "髙橋", "橋真", "真理子 高橋", "タカハシ", "ﾀｶﾊｼ", "たかはし", "かは", "takahashi", "takahasi mariko"])
        {
            Assert.Equal((words, "髙橋　真理子"), (words, Assert.Single(await app.NamesAsync(reader, words))));
        }

        foreach (var (words, name) in ((string, string)[])[("林", "林　純一"), ("junichi", "林　純一"), ("zyuniti", "林　純一"), ("ohno", "大野　遼平"), ("ono", "大野　遼平"), ("ryohei", "大野　遼平"), ("john smith", "Smith John")])
        {
            Assert.Equal((words, name), (words, Assert.Single(await app.NamesAsync(reader, words))));
        }

        Assert.Empty(await app.NamesAsync(reader, "本たか"));
    }

    [Fact]
    public async Task Nothing_but_the_name_is_searched_shown_or_hidden()
    {
        var shows = await app.AddNamedAsync("髙橋　真理子", "たかはし　まりこ", DirectoryWorld.Everything);
        await app.AddNamedAsync("佐藤　健", "さとう　けん");
        var number = (await app.MemberAsync(shows)).Number.Digits;

        foreach (var words in (string[])["みなと総合", "minato", "member102", "example.jp", "090-0123-4567", "0123", number, number.TrimStart('0'), "臨床検査部", "231-0005", "横浜", "医師", "病理"])
        {
            Assert.Equal((words, 0), (words, (await app.SearchAsync(reader, words)).OrThrow().Count));
        }
    }

    [Fact]
    public async Task Others_see_what_a_member_shows_and_hidden_looks_like_never_told()
    {
        await app.AddNamedAsync("見本　花子", "みほん　はなこ", VisibleFields.Email | VisibleFields.Institution | VisibleFields.Specialties);
        await app.AddNamedAsync("隠田　道", "かくれだ　みち");
        await app.AddMemberAsync(new PersonalDetails { Name = "隠田　道", Kana = "かくれだ　みち", Visible = DirectoryWorld.Everything }, []);

        var shown = Assert.Single((await app.SearchAsync(reader, "見本")).OrThrow().Entries);
        Assert.Equal(("見本　花子", "みほん　はなこ", "正会員", "member102@example.jp"), (shown.Name, shown.Kana, shown.CategoryJa, shown.Email));
        Assert.Equal(new DirectoryPlace { Institution = "みなと総合医療センター" }, Assert.Single(shown.Affiliations));
        Assert.Equal(["臨床微生物", "臨床化学"], shown.Specialties);
        Assert.Equal(("", new DirectoryPlace(), 0), (shown.MobilePhone, shown.Home, shown.Qualifications.Count));

        var two = (await app.SearchAsync(reader, "隠田")).OrThrow().Entries;
        Assert.Equal(2, two.Count);
        Assert.Equal("", two[0].Email);
        Assert.Equal(System.Text.Json.JsonSerializer.Serialize(two[0]), System.Text.Json.JsonSerializer.Serialize(two[1] with { Email = "" }));
    }

    [Fact]
    public async Task Who_left_is_kept_out_or_belongs_elsewhere_is_neither_found_nor_finds()
    {
        var left = await app.AddNamedAsync("退田　良", "のきだ　りょう", withdrawnOn: new DateOnly(2026, 11, 22));
        var goes = await app.AddNamedAsync("退田　進", "のきだ　すすむ", withdrawnOn: new DateOnly(2026, 12, 31));
        var hides = await app.AddNamedAsync("退田　静", "のきだ　しずか");
        var stranger = await AddStrangerAsync("退田　遠");

        Assert.Null(await app.ListAsync(hides, unlisted: true));
        Assert.Equal(["退田　進"], await app.NamesAsync(reader, "退田"));
        Assert.Equal(["退田　進"], await app.NamesAsync(hides, "退田"));
        Assert.IsType<ListedAlready>(await app.ListAsync(hides, unlisted: true));
        Assert.IsType<FormNotValid>(await app.ListAsync(hides, unlisted: false, reason: " "));
        Assert.Null(await app.ListAsync(hides, unlisted: false));
        Assert.Equal(["退田　静", "退田　進"], await app.NamesAsync(reader, "退田"));
        app.Clock.Advance(TimeSpan.FromDays(45));
        Assert.Equal(["退田　静"], await app.NamesAsync(reader, "退田"));

        foreach (var actor in (Actor[])[left, left with { Withdrawn = false }, goes, reader with { MemberId = null, Roles = [StaffRole.Secretary] }, reader with { MemberId = stranger }])
        {
            Assert.IsType<DirectoryForMembersOnly>((await app.SearchAsync(actor, "退田")).Refusal);
            Assert.IsType<DirectoryForMembersOnly>((await app.Services.GetRequiredService<OpenOwnEntry>().RunAsync(actor, Cancel)).Refusal);
        }

        Assert.Equal(
            [("ご本人の申し出", "[\"2026-11-22\",\"\"]"), ("ご本人の申し出", "[\"\",\"2026-11-22\"]")],
            (await AuditAsync(nameof(ListMember))).OrderByDescending(entry => entry.Id).Select(entry => (entry.Reason, OldAndNew(entry.Details))));
    }

    [Fact]
    public async Task There_is_no_list_without_a_name_and_never_more_than_fifty_rows()
    {
        await using (var database = app.Databases.Open(reader.SocietyId))
        {
            var category = await database.MemberCategories.FirstAsync(Cancel);
            database.AddRange(Enumerable.Range(1, 60).Select(i => new Member(MemberNumber.Parse($"{9000 + i}"), $"多田　{i}", $"ただ　{(char)('あ' + i % 2)}", category.Id, null)));
            await database.SaveChangesAsync(Cancel);
        }

        foreach (var words in (string[])["", "　", "-", "た", "t", "た だ", "※"])
        {
            Assert.IsType<NameTooShort>((await app.SearchAsync(reader, words)).Refusal);
        }

        await using (var database = app.Databases.Open(reader.SocietyId))
        {
            Assert.False(await database.DirectorySearches.AnyAsync(Cancel));
        }

        var found = (await app.SearchAsync(reader, "多")).OrThrow();
        Assert.Equal((60, SearchDirectory.MostShown), (found.Count, found.Entries.Count));
        Assert.Equal(60, (await app.SearchAsync(reader, "ただ た")).OrThrow().Count);
    }

    [Fact]
    public async Task Searches_of_an_hour_are_counted_once_each_and_the_office_learns_of_the_limit_alone()
    {
        await app.SetAsync(new DirectorySettings { SearchesPerHour = 10 });
        var other = await app.AddNamedAsync("別井　実", "べつい　みのる");
        app.Clock.Advance(TimeSpan.FromSeconds(30));

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => app.SearchAsync(reader, "秘密の名前"))));

        Assert.Equal(10, answers.Count(answer => answer.Succeeded));
        Assert.All(answers.Where(answer => !answer.Succeeded), answer => Assert.Equal(new SearchesUsedUp(10, new TimeOnly(13, 1)), answer.Refusal));
        Assert.True((await app.SearchAsync(other, "読手")).Succeeded);
        app.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.False((await app.SearchAsync(reader, "読手")).Succeeded);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True((await app.SearchAsync(reader, "読手")).Succeeded);

        var line = Assert.Single(await AuditAsync(nameof(SearchDirectory)));
        Assert.Equal((reader.AccountId, reader.MemberId, "{\"Limit\":10}"), (line.AccountId, line.MemberId, line.Details));
        Assert.DoesNotContain(await DumpAsync(), text => text.Contains("秘密", StringComparison.Ordinal));
        Assert.DoesNotContain(app.Logs.Lines, text => text.Contains("秘密", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_preview_is_what_the_directory_shows()
    {
        var shows = await app.AddNamedAsync("見本　花子", "みほん　はなこ", VisibleFields.Email | VisibleFields.Phone | VisibleFields.HomeAddress);

        var own = (await app.Services.GetRequiredService<OpenOwnEntry>().RunAsync(shows, Cancel)).OrThrow();

        var seen = Assert.Single((await app.SearchAsync(reader, "見本")).OrThrow().Entries);
        Assert.Equal(System.Text.Json.JsonSerializer.Serialize(seen), System.Text.Json.JsonSerializer.Serialize(own.Entry));
        Assert.False(own.IsUnlisted);
        Assert.Equal(("神奈川県横浜市中区本町9-77", ""), (own.Entry.Home.Address, own.Entry.Home.Phone));
    }

    private async Task<long> AddStrangerAsync(string name)
    {
        await using var all = app.Databases.OpenAcrossSocieties();
        var society = new Society("betsu", "別の学会", "Another Society", new SocietySettings());
        all.Add(society);
        await all.SaveChangesAsync(Cancel);
        await using var database = app.Databases.Open(society.Id);
        var category = new MemberCategory("Regular", "正会員", "Regular member");
        database.Add(category);
        await database.SaveChangesAsync(Cancel);
        var member = new Member(MemberNumber.Parse("0000001"), name, "のきだ　とおい", category.Id, null);
        database.Add(member);
        await database.SaveChangesAsync(Cancel);
        return member.Id;
    }

    private async Task<List<AuditEntry>> AuditAsync(string action)
    {
        await using var database = app.Databases.Open(reader.SocietyId);
        return await database.AuditEntries.AsNoTracking().Where(entry => entry.Action == action).ToListAsync(Cancel);
    }

    private async Task<List<string>> DumpAsync()
    {
        await using var database = app.Databases.Open(reader.SocietyId);
        return
        [
            .. await database.AuditEntries.Select(entry => entry.Details + entry.Reason).ToListAsync(Cancel),
            .. (await database.DirectorySearches.ToListAsync(Cancel)).Select(row => System.Text.Json.JsonSerializer.Serialize(row)),
        ];
    }

    private static string OldAndNew(string details)
    {
        using var document = System.Text.Json.JsonDocument.Parse(details);
        var change = document.RootElement.GetProperty("changes")[0];
        return $"[\"{change.GetProperty("Old").GetString()}\",\"{change.GetProperty("New").GetString()}\"]";
    }
}
