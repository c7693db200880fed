using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using MemberHub.Features.Billing;
using MemberHub.Features.Members;
using MemberHub.Features.Settings;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Settings;

/// <summary>The society's member categories and ranks.</summary>
public sealed class ClassesTests : IAsyncLifetime
{
    private readonly TestApp app = new();
    private Society society = default!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Actor Administrator => new(1, society.Id, null, [StaffRole.SystemAdministrator]);

    private Actor Secretary => new(1, society.Id, null, [StaffRole.Secretary]);

    public async ValueTask InitializeAsync() => society = await app.SocietyAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_new_category_has_its_dues_from_this_year_on_and_can_be_chosen_at_once()
    {
        Assert.Null(await SaveAsync(null, new CategoryForm { Code = "Senior", NameJa = "シニア会員", NameEn = "Senior member", Dues = "５,０００" }));
        Assert.Null(await SaveAsync(null, new CategoryForm { Code = "Friend", NameJa = "友の会", Dues = "0" }));

        var lines = (await Get<OpenClasses>().RunAsync(Secretary, Cancel)).OrThrow().Categories.ToDictionary(line => line.Code);
        Assert.Equal((new Yen(5_000), "Senior member"), (lines["Senior"].Dues!.Value, lines["Senior"].NameEn));
        Assert.Equal((Yen.Zero, "友の会"), (lines["Friend"].Dues!.Value, lines["Friend"].NameEn));
        Assert.Contains((await Get<OpenOfficeFields>().RunAsync(Secretary, null, Cancel)).OrThrow().Categories, choice => choice.Code == "Senior");
        Assert.Equal(new Yen(5_000), (await Get<OpenDuesSchedule>().RunAsync(Secretary, 2027, Cancel)).OrThrow().Rows.Single(row => row.Category == "シニア会員" && row.RankId is null).Amount);
        await using var database = app.Databases.Open(society.Id);
        Assert.Equal(2, await database.AuditEntries.CountAsync(entry => entry.Action == nameof(SaveCategory), Cancel));
    }

    [Fact]
    public async Task A_new_name_is_shown_and_what_was_charged_keeps_the_old_one()
    {
        var member = await new RosterBuilder(app.Databases, society).Charged(2026, 12_000).AddAsync();
        var id = await CategoryAsync("Regular");
        var form = (await Get<OpenCategory>().RunAsync(Administrator, id, Cancel)).OrThrow();
        (form.NameJa, form.Code) = ("一般会員", "Other");

        Assert.Null(await SaveAsync(id, form));

        await using var database = app.Databases.Open(society.Id);
        var category = await database.MemberCategories.SingleAsync(row => row.Id == id, Cancel);
        Assert.Equal(("一般会員", "Regular"), (category.NameJa, category.Code));
        Assert.Equal("正会員", (await database.DuesCharges.SingleAsync(charge => charge.MemberId == member.MemberId, Cancel)).CategoryName);
        Assert.Equal((nameof(SaveCategory), app.Clock.UtcNow()), await SaveAsync(id, form) is ClassMoved { Last: { } last } ? (last.Action, last.OccurredUtc) : default);
        Assert.Contains("正会員", (await database.AuditEntries.SingleAsync(entry => entry.Action == nameof(SaveCategory), Cancel)).Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_what_nobody_uses_can_end_and_is_then_offered_no_more()
    {
        var member = await new RosterBuilder(app.Databases, society).AddAsync();
        await new RosterBuilder(app.Databases, society).Numbered("0000102").Of("学生会員").WithdrawnOn(new DateOnly(2025, 12, 31)).AddAsync();
        var (regular, student, honorary) = (await CategoryAsync("Regular"), await CategoryAsync("Student"), await CategoryAsync("Honorary"));
        await using (var database = app.Databases.Open(society.Id))
        {
            database.Add(new MemberChange(member.MemberId!.Value, new FiscalYear(2027), honorary, null, 1));
            await database.SaveChangesAsync(Cancel);
        }

        Assert.Equal(new ClassInUse(1), (await Get<EndCategory>().RunAsync(Administrator, regular, Cancel)).Refusal);
        Assert.Equal(new ClassInUse(1), (await Get<EndCategory>().RunAsync(Administrator, honorary, Cancel)).Refusal);
        Assert.True((await Get<EndCategory>().RunAsync(Administrator, student, Cancel)).Succeeded);
        Assert.DoesNotContain((await Get<OpenOfficeFields>().RunAsync(Secretary, null, Cancel)).OrThrow().Categories, choice => choice.Code == "Student");
        Assert.DoesNotContain((await Get<OpenDuesSchedule>().RunAsync(Secretary, 2027, Cancel)).OrThrow().Rows, row => row.CategoryId == student);
        Assert.IsType<ClassTaken>(await SaveAsync(null, new CategoryForm { Code = "Student2", NameJa = "学生会員" }));
        Assert.Equal(nameof(EndCategory), Assert.IsType<ClassMoved>((await Get<EndCategory>().RunAsync(Administrator, student, Cancel)).Refusal).Last?.Action);
        Assert.True((await Get<ResumeCategory>().RunAsync(Administrator, student, Cancel)).Succeeded);
        Assert.Contains((await Get<OpenOfficeFields>().RunAsync(Secretary, null, Cancel)).OrThrow().Categories, choice => choice.Code == "Student");
    }

    [Fact]
    public async Task A_rank_adds_to_what_its_categories_pay()
    {
        var (regular, overseas, honorary) = (await CategoryAsync("Regular"), await CategoryAsync("Overseas"), await CategoryAsync("Honorary"));
        var form = new RankForm { Code = "Director", NameJa = "理事", NameEn = "Director", Surcharge = "10,000", Categories = [regular, overseas] };

        Assert.Equal(new ClassFaulty("Surcharge", "NoDues"), await SaveAsync(null, new RankForm { Code = "Elder", NameJa = "顧問", Surcharge = "1", Categories = [honorary] }));
        Assert.Null(await SaveAsync(null, form));

        var ranks = (await Get<OpenClasses>().RunAsync(Secretary, Cancel)).OrThrow().Ranks;
        Assert.DoesNotContain(ranks, line => line.Code == "Elder");
        var rank = ranks.Single(line => line.Code == "Director");
        Assert.Equal([("正会員", 22_000L, 10_000L), ("海外会員", 22_000L, 10_000L)], rank.Surcharges.Select(part => (part.Category, part.Amount.Value, part.Above)));
        Assert.Equal(3_000, ranks.Single(line => line.Code == "Councillor").Surcharges.Single().Above);
        await using var database = app.Databases.Open(society.Id);
        Assert.Equal(new Yen(12_000), new DuesSchedule(await database.DuesRules.ToListAsync(Cancel)).AmountFor(regular, null, new FiscalYear(2026)));
        Assert.True((await Get<EndRank>().RunAsync(Administrator, rank.Id, Cancel)).Succeeded);
        Assert.DoesNotContain((await Get<OpenOfficeFields>().RunAsync(Secretary, null, Cancel)).OrThrow().Ranks, choice => choice.Code == "Director");
        Assert.True((await Get<ResumeRank>().RunAsync(Administrator, rank.Id, Cancel)).Succeeded);
    }

    [Theory]
    [InlineData("", "名", "", "Code", "Code")]
    [InlineData("名前", "名", "", "Code", "Code")]
    [InlineData("A-1", "名", "", "Code", "Code")]
    [InlineData("A", "　", "", "NameJa", "Required")]
    [InlineData("A", "名\u0007", "", "NameJa", "Control")]
    [InlineData("A", "名", "千円", "Dues", "Amount")]
    [InlineData("A", "名", "-1", "Dues", "Amount")]
    public async Task What_is_wrong_is_said_at_its_field(string code, string name, string dues, string field, string fault) =>
        Assert.Equal(new ClassFaulty(field, fault), await SaveAsync(null, new CategoryForm { Code = code, NameJa = name, Dues = dues }));

    [Fact]
    public async Task Of_two_with_the_same_name_one_is_told()
    {
        var answers = await Task.WhenAll(new[] { "A", "B" }.Select(code => Task.Run(() => SaveAsync(null, new CategoryForm { Code = code, NameJa = "準会員" }))));

        Assert.Single(answers, answer => answer is null);
        Assert.Single(answers, answer => answer is ClassTaken);
    }

    [Theory]
    [InlineData(StaffRole.Secretary)]
    [InlineData(StaffRole.Accountant)]
    [InlineData(StaffRole.Viewer)]
    public async Task Only_an_administrator_changes_them(StaffRole role)
    {
        var actor = Administrator with { Roles = [role] };
        var id = await CategoryAsync("Student");

        Assert.False((await Get<OpenClasses>().RunAsync(actor, Cancel)).OrThrow().MayEdit);
        Assert.IsType<NotAllowed>((await Get<SaveCategory>().RunAsync(actor, null, new CategoryForm { Code = "A", NameJa = "名" }, Cancel)).Refusal);
        Assert.IsType<NotAllowed>((await Get<EndCategory>().RunAsync(actor, id, Cancel)).Refusal);
        Assert.IsType<NotAllowed>((await Get<SaveRank>().RunAsync(actor, null, new RankForm { Code = "A", NameJa = "名" }, Cancel)).Refusal);
    }

    private T Get<T>() where T : notnull => app.Services.GetRequiredService<T>();

    private async Task<Refusal?> SaveAsync(long? id, CategoryForm form) => (await Get<SaveCategory>().RunAsync(Administrator, id, form, Cancel)).Refusal;

    private async Task<Refusal?> SaveAsync(long? id, RankForm form) => (await Get<SaveRank>().RunAsync(Administrator, id, form, Cancel)).Refusal;

    private async Task<long> CategoryAsync(string code)
    {
        await using var database = app.Databases.Open(society.Id);
        return (await database.MemberCategories.SingleAsync(category => category.Code == code, Cancel)).Id;
    }
}
