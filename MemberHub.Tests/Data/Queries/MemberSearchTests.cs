using MemberHub.Data;
using MemberHub.Data.Bulk;
using MemberHub.Data.Queries;
using MemberHub.Data.Search;
using MemberHub.Domain.Members;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Tests.Data.Queries;

public sealed class MemberSearchTests : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    private PlainDatabase plain = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => plain = await PlainDatabase.CreateWithSocietyAsync(pools: true);

    public ValueTask DisposeAsync() => plain.DisposeAsync();

    [Theory]
    [InlineData("高橋")]
    [InlineData("髙橋")]
    [InlineData("橋真")]
    [InlineData("タカハシ")]
    [InlineData("ﾀｶﾊｼ")]
    [InlineData("takahashi")]
    [InlineData("真理子 みなと")]
    [InlineData("0000101")]
    [InlineData("101")]
    [InlineData("member0000101@example.jp")]
    [InlineData("みなと総合")]
    public async Task Every_way_to_say_it_finds_the_member(string words)
    {
        await Roster().AddAsync();
        await Roster().Numbered("0000202").Named("佐藤　健").WithoutAffiliation().AddAsync();

        Assert.Equal(["0000101"], await FindAsync(new MemberSearch { Words = words == "タカハシ" || words is "ﾀｶﾊｼ" or "takahashi" ? words + " 0000101" : words }));
    }

    [Fact]
    public async Task Parts_of_two_fields_are_no_match()
    {
        await Roster().Named("山本").AddAsync();

        Assert.Empty(await FindAsync(new MemberSearch { Words = "本たか" }));
    }

    [Fact]
    public async Task The_number_itself_comes_first()
    {
        await Roster().Numbered("0000012").AddAsync();
        await Roster().Numbered("0000120").AddAsync();
        await Roster().Numbered("0012000").AddAsync();

        Assert.Equal(["0000120", "0012000"], await FindAsync(new MemberSearch { Words = "120" }));
        Assert.Equal("0012000", (await FindAsync(new MemberSearch { Words = "12000" }))[0]);
    }

    [Fact]
    public async Task Filters_narrow_the_found()
    {
        await Roster().Numbered("0000001").Charged(2024, 12_000).AddAsync();
        await Roster().Numbered("0000002").Charged(2024, 12_000, paid: 12_000).Charged(2026, 12_000).AddAsync();
        await Roster().Numbered("0000003").Of("学生会員").Waived(2024, 5_000).AddAsync();
        await Roster().Numbered("0000004").WithdrawnOn(Today).AddAsync();
        await using var database = plain.Databases.Open(plain.Society.Id);
        var student = await database.MemberCategories.SingleAsync(category => category.NameJa == "学生会員", Cancel);

        Assert.Equal(["0000001"], await FindAsync(new MemberSearch { InArrears = true }));
        Assert.Equal(["0000003"], await FindAsync(new MemberSearch { CategoryId = student.Id }));
        Assert.Equal(["0000004"], await FindAsync(new MemberSearch { Standing = MemberStanding.Left }));
        Assert.Equal(["0000001", "0000002", "0000003"], await FindAsync(new MemberSearch { Standing = MemberStanding.Active, Words = "真理子" }));
        Assert.Empty(await FindAsync(new MemberSearch { CategoryId = -1 }));
    }

    [Fact]
    public async Task What_is_written_is_found_at_once_whoever_writes_it()
    {
        var member = await Roster().AddAsync();
        Assert.Single(await FindAsync(new MemberSearch { Words = "真理子" }));
        await using var database = plain.Databases.Open(plain.Society.Id);

        var changed = await database.Members.Include(row => row.Affiliations).SingleAsync(Cancel);
        changed.Change(changed.Person with { Name = "渡邉　紗英" });
        await database.SaveChangesAsync(Cancel);
        Assert.Empty(await FindAsync(new MemberSearch { Words = "真理子" }));
        Assert.Single(await FindAsync(new MemberSearch { Words = "渡辺" }));

        changed.Affiliate([changed.Affiliations[0].Details with { Institution = "丘の上病院" }]);
        await database.SaveChangesAsync(Cancel);
        Assert.Single(await FindAsync(new MemberSearch { Words = "丘の上" }));

        await database.Users.Where(account => account.Id == member.AccountId).ExecuteUpdateAsync(set => set.SetProperty(account => account.Email, "sae@example.com"), Cancel);
        Assert.Single(await FindAsync(new MemberSearch { Words = "sae@example.com" }));

        await database.Database.ExecuteSqlAsync($"""DELETE FROM "Affiliations" WHERE "MemberId" = {changed.Id}""", Cancel);
        Assert.Empty(await FindAsync(new MemberSearch { Words = "丘の上" }));
    }

    [Fact]
    public async Task Rows_written_past_the_change_tracker_are_found()
    {
        Assert.Empty(await FindAsync(new MemberSearch()));
        await using (var database = plain.Databases.Open(plain.Society.Id))
        {
            var category = await database.MemberCategories.FirstAsync(Cancel);
            await using var transaction = await database.Database.BeginTransactionAsync(Cancel);
            List<Member> members = [new(MemberNumber.Parse("0000009"), "齋藤　一樹", "さいとう　かずき", category.Id, null)];
            await database.GiveKeysAsync(members, Cancel);
            await database.InsertAllAsync(members, Cancel);
            await transaction.CommitAsync(Cancel);
        }

        Assert.Equal(["0000009"], await FindAsync(new MemberSearch { Words = "斉藤" }));
    }

    // Its stamp is older than that of the one that ended first; a reader that only remembered the largest would miss it.
    [Fact]
    public async Task A_transaction_that_ends_late_is_not_missed()
    {
        Assert.SkipWhen(PlainDatabase.IsSqlite, "SQLite has one writer at a time.");
        await Roster().Numbered("0000001").AddAsync();
        await Roster().Numbered("0000002").AddAsync();
        await using var slow = plain.Databases.Open(plain.Society.Id);
        await using var transaction = await slow.Database.BeginTransactionAsync(Cancel);
        await slow.Database.ExecuteSqlAsync($"""UPDATE "Members" SET "Name" = '遅井' WHERE "Number" = '0000001'""", Cancel);
        await using (var quick = plain.Databases.Open(plain.Society.Id))
        {
            await quick.Database.ExecuteSqlAsync($"""UPDATE "Members" SET "Name" = '早川' WHERE "Number" = '0000002'""", Cancel);
        }

        Assert.Equal(["0000002"], await FindAsync(new MemberSearch { Words = "早川" }));
        Assert.Empty(await FindAsync(new MemberSearch { Words = "遅井" }));
        await transaction.CommitAsync(Cancel);

        Assert.Equal(["0000001"], await FindAsync(new MemberSearch { Words = "遅井" }));
    }

    [Fact]
    public async Task Another_societys_members_are_not_found()
    {
        await Roster().AddAsync();
        await using var other = plain.Databases.Open(plain.Society.Id + 1);

        Assert.Empty(await other.FindMembersAsync(plain.Get<MemberIndex>(), new MemberSearch { Words = "高橋" }, Today, Cancel));
    }

    [Fact]
    public async Task Rows_say_what_is_open_and_since_when()
    {
        await Roster().Charged(2024, 12_000, paid: 5_000).Charged(2025, 12_000, paid: 12_000).Charged(2026, 12_000).AddAsync();
        await using var database = plain.Databases.Open(plain.Society.Id);
        var found = await database.FindMembersAsync(plain.Get<MemberIndex>(), new MemberSearch(), Today, Cancel);

        var row = Assert.Single(await database.ReadMemberRowsAsync([.. found.Select(member => member.Id)], Cancel));

        Assert.Equal((19_000, 2024, "みなと総合医療センター", "正会員"), (row.Open.Value, row.Oldest!.Value.Year, row.Institution, row.CategoryJa));
    }

    private RosterBuilder Roster() => new(plain.Databases, plain.Society);

    private async Task<List<string>> FindAsync(MemberSearch search)
    {
        await using var database = plain.Databases.Open(plain.Society.Id);
        return [.. (await database.FindMembersAsync(plain.Get<MemberIndex>(), search, Today, Cancel)).Select(member => member.Number)];
    }
}
