using MemberHub.Data;
using MemberHub.Data.Ledger.Checks;
using MemberHub.Domain;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using MemberHub.Features.Members;
using MemberHub.Tests.Features.Billing;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Members;

/// <summary>Members who are there twice: found, told apart, made one.</summary>
public sealed class MergeMembersTests : IAsyncLifetime
{
    private readonly TestApp app = new();
    private Society society = default!;
    private Actor secretary = default!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        society = await app.SocietyAsync();
        secretary = await BillingOffice.StaffAsync(app.Databases, society, "jimu", "今野 桂子", StaffRole.Secretary);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Variants_of_a_name_with_the_same_birthday_are_found_and_told_apart_once()
    {
        await Roster("0000101").Named("髙橋　真理子").AddAsync();
        await Roster("0000102").Named("高橋 真理子").AddAsync();
        await Roster("0000103").Named("若林　たえ").WithoutAffiliation().AddAsync();
        await BornAsync("0000101", "0000102");

        var pair = Assert.Single((await FindAsync()).Rows);
        Assert.Equal(("0000101", "0000102"), (pair.First.Number, pair.Second.Number));
        Assert.Contains(DuplicateReason.NameAndBirthDate, pair.Reasons);
        Assert.Contains(DuplicateReason.NameAndInstitution, pair.Reasons);

        (await app.Services.GetRequiredService<KeepApart>().RunAsync(secretary, "0000102", "0000101", Cancel)).OrThrow();
        (await app.Services.GetRequiredService<KeepApart>().RunAsync(secretary, "0000101", "0000102", Cancel)).OrThrow();

        Assert.Empty((await FindAsync()).Rows);
    }

    [Fact]
    public async Task All_that_was_the_ones_is_the_others_and_the_books_hold()
    {
        var keep = await Roster("0000101").Charged(2025, 12_000, paid: 12_000).AddAsync();
        var other = await Roster("0000102").Named("高橋 真理子").Of("学生会員").Charged(2024, 7_000, paid: 7_500).Charged(2026, 7_000).AddAsync();
        await using (var before = app.Databases.Open(society.Id))
        {
            before.Add(new PaymentMonth(other.MemberId!.Value, new FiscalYear(2026), new DateOnly(2026, 12, 1)));
            before.Add(new LeaveOfAbsence(other.MemberId.Value, new FiscalYear(2023), new FiscalYear(2023)));
            await before.SaveChangesAsync(Cancel);
        }

        await ShowAsync("0000101", VisibleFields.Email | VisibleFields.Specialties, null);
        await ShowAsync("0000102", VisibleFields.MobilePhone, new DateOnly(2026, 11, 1));
        var view = await OpenAsync("0000101", "0000102");
        Assert.Null(view.Obstacle);
        Assert.Equal(new MergeCounts(2, 0, 1, 1, 0, 0, 0), view.Moves);
        (await MergeAsync(view, MergeField.Name, MergeField.Account)).OrThrow();

        await using var database = app.Databases.Open(society.Id);
        Assert.Equal([2024, 2025, 2026], (await database.DuesCharges.Where(row => row.MemberId == keep.MemberId).ToListAsync(Cancel)).Select(row => row.FiscalYear.Year).Order());
        Assert.Equal(2, await database.Payments.CountAsync(row => row.MemberId == keep.MemberId, Cancel));
        Assert.Equal(1, await database.Credits.CountAsync(row => row.MemberId == keep.MemberId, Cancel));
        Assert.Equal(1, await database.PaymentMonths.CountAsync(row => row.MemberId == keep.MemberId, Cancel));
        Assert.Equal(1, await database.LeavesOfAbsence.CountAsync(row => row.MemberId == keep.MemberId, Cancel));
        var stays = await database.Members.SingleAsync(row => row.Id == keep.MemberId, Cancel);
        Assert.Equal("高橋 真理子", stays.Person.Name);
        Assert.Equal((VisibleFields.Specialties, new DateOnly(2026, 11, 1)), (stays.Person.Visible, stays.UnlistedOn));
        Assert.Equal(other.AccountId, (await database.AccountMembers.SingleAsync(Cancel)).AccountId);
        Assert.Null((await database.Users.SingleAsync(row => row.Id == keep.AccountId, Cancel)).Email);
        await AssertHoldsAsync(database);
    }

    [Fact]
    public async Task The_number_that_went_leads_to_the_other_however_often_merged_on()
    {
        await Roster("0000101").AddAsync();
        await Roster("0000102").Named("高橋 真理子").AddAsync();
        Assert.Equal(2, await FoundAsync("高橋"));

        (await MergeAsync(await OpenAsync("0000101", "0000102"))).OrThrow();

        Assert.Equal(1, await FoundAsync("高橋"));
        Assert.Equal("0000101", await OnlyFoundAsync("0000102"));
        Assert.Equal("0000101", await OnlyFoundAsync("102"));
        Assert.Equal(new MemberMerged("0000101"), (await app.Services.GetRequiredService<OpenMemberRecord>().RunAsync(secretary, "0000102", Cancel)).Refusal);
        Assert.Empty((await FindAsync()).Rows);
        Assert.Equal(new MergedByAnother("0000102", "今野 桂子"), (await MergeAsync(new MergeView("0000101", 0, "", "0000102", 0, "", [], new MergeCounts(0, 0, 0, 0, 0, 0, 0), null))).Refusal);

        await Roster("0000103").Named("若林　たえ").AddAsync();
        (await MergeAsync(await OpenAsync("0000103", "0000101"))).OrThrow();
        Assert.Equal("0000103", await OnlyFoundAsync("0000102"));
        Assert.Equal("0000103", await OnlyFoundAsync("0000101"));
    }

    [Fact]
    public async Task What_the_office_noted_of_both_stays_noted_and_is_never_cut()
    {
        var keep = await Roster("0000101").AddAsync();
        await Roster("0000102").AddAsync();
        await NoteAsync("0000101", "書類は封書で");
        await NoteAsync("0000102", new string('長', Member.NoteMaxLength - 6));

        var view = await OpenAsync("0000101", "0000102");
        Assert.Equal(new MergeNotesTooLong(Member.NoteMaxLength), view.Obstacle);
        Assert.Equal(new MergeNotesTooLong(Member.NoteMaxLength), (await MergeAsync(view)).Refusal);

        await NoteAsync("0000102", "電話は午後");
        (await MergeAsync(await OpenAsync("0000101", "0000102"))).OrThrow();
        await using var database = app.Databases.Open(society.Id);
        Assert.Equal("書類は封書で／電話は午後", (await database.Members.SingleAsync(row => row.Id == keep.MemberId, Cancel)).OfficeNote);
    }

    [Fact]
    public async Task Dues_of_the_same_year_on_both_sides_are_refused_until_the_double_one_is_waived()
    {
        var keep = await Roster("0000101").Charged(2026, 12_000, paid: 12_000).AddAsync();
        var other = await Roster("0000102").Charged(2026, 12_000).AddAsync();

        var view = await OpenAsync("0000101", "0000102");
        Assert.Equal([2026], Assert.IsType<MergeSameYears>(view.Obstacle).Years.Select(year => year.Year));
        Assert.IsType<MergeSameYears>((await MergeAsync(view)).Refusal);

        await using (var database = app.Databases.Open(society.Id))
        {
            var charge = await database.DuesCharges.SingleAsync(row => row.MemberId == other.MemberId, Cancel);
            database.Add(new Waiver(charge.Id, new Yen(12_000), "二重登録", new DateOnly(2026, 11, 22), WaiverKind.Correction));
            await database.SaveChangesAsync(Cancel);
        }

        var again = await OpenAsync("0000101", "0000102");
        Assert.Equal((0, 1), (again.Moves.Charges, again.Moves.Staying));
        (await MergeAsync(again)).OrThrow();
        await using var after = app.Databases.Open(society.Id);
        Assert.Equal(1, await after.DuesCharges.CountAsync(row => row.MemberId == keep.MemberId, Cancel));
        Assert.Equal(1, await after.DuesCharges.CountAsync(row => row.MemberId == other.MemberId, Cancel));
        await AssertHoldsAsync(after);
    }

    [Fact]
    public async Task Of_two_who_merge_the_same_pair_one_wins_and_the_other_is_told()
    {
        await Roster("0000101").AddAsync();
        await Roster("0000102").AddAsync();
        var view = await OpenAsync("0000101", "0000102");
        var swapped = await OpenAsync("0000102", "0000101");

        var answers = await Task.WhenAll(Task.Run(() => MergeAsync(view), Cancel), Task.Run(() => MergeAsync(swapped), Cancel));

        Assert.Single(answers, answer => answer.Succeeded);
        Assert.True(answers.Single(answer => !answer.Succeeded).Refusal is MergedByAnother { By: "今野 桂子" } or MemberChangedMeanwhile { Last.By: "今野 桂子" });
        await using var database = app.Databases.Open(society.Id);
        Assert.Equal(1, await database.Members.CountAsync(row => row.MergedIntoId == null, Cancel));
    }

    [Fact]
    public async Task Every_table_that_says_whose_its_rows_are_is_moved_or_left_on_purpose()
    {
        await using var database = app.Databases.Open(society.Id);

        var tables = database.Model.GetEntityTypes().Where(type => type.FindProperty("MemberId") is not null).Select(type => type.ClrType.Name).Order(StringComparer.Ordinal);

        Assert.Equal(MergeMoves.Moved.Concat(MergeMoves.Kept).Order(StringComparer.Ordinal), tables);
    }

    [Fact]
    public async Task Who_left_does_not_stay_in_place_of_who_has_not()
    {
        await Roster("0000101").WithdrawnOn(new DateOnly(2020, 3, 31)).AddAsync();
        await Roster("0000102").AddAsync();

        var view = await OpenAsync("0000101", "0000102");
        Assert.IsType<MergeKeepsLeft>(view.Obstacle);
        Assert.IsType<MergeKeepsLeft>((await MergeAsync(view)).Refusal);

        (await MergeAsync(await OpenAsync("0000102", "0000101"))).OrThrow();
    }

    [Fact]
    public async Task What_was_refused_noted_and_decided_goes_on()
    {
        var keep = await Roster("0000101").AddAsync();
        var other = await Roster("0000102").Of("学生会員").AddAsync();
        var declined = new DateTime(2026, 5, 1, 0, 0, 0, DateTimeKind.Utc);
        await using (var before = app.Databases.Open(society.Id))
        {
            var member = await before.Members.SingleAsync(row => row.Id == other.MemberId, Cancel);
            member.DeclineNews(declined);
            member.StopDelivery(new DateOnly(2026, 6, 1), "転居先不明");
            member.NoteDown("電話は午後");
            before.Add(new MemberChange(keep.MemberId!.Value, new FiscalYear(2027), member.CategoryId, null, 1));
            before.Add(new MemberChange(member.Id, new FiscalYear(2028), member.CategoryId, null, 1));
            await before.SaveChangesAsync(Cancel);
        }

        (await MergeAsync(await OpenAsync("0000101", "0000102"), MergeField.Classification)).OrThrow();

        await using var database = app.Databases.Open(society.Id);
        var stays = await database.Members.SingleAsync(row => row.Id == keep.MemberId, Cancel);
        Assert.Equal((declined, new DateOnly(2026, 6, 1), "転居先不明", "電話は午後"), (stays.NewsDeclinedUtc, stays.DeliveryStoppedOn, stays.DeliveryStopReason, stays.OfficeNote));
        var change = await database.MemberChanges.SingleAsync(Cancel);
        Assert.Equal((keep.MemberId!.Value, 2028), (change.MemberId, change.From.Year));
    }

    [Fact]
    public async Task A_reason_and_the_right_are_needed()
    {
        await Roster("0000101").AddAsync();
        await Roster("0000102").AddAsync();
        var view = await OpenAsync("0000101", "0000102");
        var merge = app.Services.GetRequiredService<MergeMembers>();
        var viewer = secretary with { Roles = [StaffRole.Accountant] };

        Assert.IsType<ReasonMissing>((await merge.RunAsync(secretary, "0000101", "0000102", FormOf(view) with { Reason = " " }, Cancel)).Refusal);
        Assert.IsType<NotAllowed>((await merge.RunAsync(viewer, "0000101", "0000102", FormOf(view), Cancel)).Refusal);
        Assert.IsType<NotAllowed>((await app.Services.GetRequiredService<OpenMerge>().RunAsync(viewer, "0000101", "0000102", Cancel)).Refusal);
        Assert.IsType<NotAllowed>((await app.Services.GetRequiredService<FindDuplicates>().RunAsync(viewer, 1, Cancel)).Refusal);
        Assert.IsType<NotAllowed>((await app.Services.GetRequiredService<KeepApart>().RunAsync(viewer, "0000101", "0000102", Cancel)).Refusal);
        Assert.IsType<MemberChangedMeanwhile>((await merge.RunAsync(secretary, "0000101", "0000102", FormOf(view) with { KeepVersion = 99 }, Cancel)).Refusal);
        Assert.IsType<NoSuchMember>((await merge.RunAsync(secretary, "0000101", "0000101", FormOf(view), Cancel)).Refusal);
    }

    private async Task NoteAsync(string number, string note)
    {
        await using var database = app.Databases.Open(society.Id);
        var wanted = MemberNumber.Parse(number);
        (await database.Members.SingleAsync(row => row.Number == wanted, Cancel)).NoteDown(note);
        await database.SaveChangesAsync(Cancel);
    }

    private async Task ShowAsync(string number, VisibleFields shown, DateOnly? unlistedOn)
    {
        await using var database = app.Databases.Open(society.Id);
        var wanted = MemberNumber.Parse(number);
        var member = await database.Members.SingleAsync(row => row.Number == wanted, Cancel);
        member.Change(member.Person with { Visible = shown });
        member.Unlist(unlistedOn, "申し出");
        await database.SaveChangesAsync(Cancel);
    }

    private static MergeForm FormOf(MergeView view, params MergeField[] taken) => new(view.KeepVersion, view.OtherVersion, taken.ToHashSet(), "本人に確認");

    private static async Task AssertHoldsAsync(MemberHubDbContext database)
    {
        await database.Database.OpenConnectionAsync(Cancel);
        Assert.Empty((await LedgerCheck.RunAsync(database.Database.GetDbConnection(), Cancel)).Where(result => !result.Holds).Select(result => $"{result.Name}: {string.Join(", ", result.Examples)}"));
    }

    private RosterBuilder Roster(string number) => new RosterBuilder(app.Databases, society).Numbered(number);

    private async Task BornAsync(params string[] numbers)
    {
        await using var database = app.Databases.Open(society.Id);
        foreach (var number in numbers.Select(MemberNumber.Parse))
        {
            var member = await database.Members.SingleAsync(row => row.Number == number, Cancel);
            member.Change(member.Person with { BirthDate = new DateOnly(1975, 6, 2) });
        }

        await database.SaveChangesAsync(Cancel);
    }

    private async Task<DuplicateList> FindAsync() => (await app.Services.GetRequiredService<FindDuplicates>().RunAsync(secretary, 1, Cancel)).OrThrow();

    private async Task<MergeView> OpenAsync(string keep, string other) => (await app.Services.GetRequiredService<OpenMerge>().RunAsync(secretary, keep, other, Cancel)).OrThrow();

    private Task<Result<Done>> MergeAsync(MergeView view, params MergeField[] taken) =>
        app.Services.GetRequiredService<MergeMembers>().RunAsync(secretary, view.Keep, view.Other, FormOf(view, taken), Cancel);

    private async Task<string> OnlyFoundAsync(string words) =>
        Assert.Single((await app.Services.GetRequiredService<OpenMemberList>().RunAsync(secretary, new MemberFilter { Words = words }, 1, Cancel)).OrThrow().Rows).Number;

    private async Task<int> FoundAsync(string words) =>
        (await app.Services.GetRequiredService<OpenMemberList>().RunAsync(secretary, new MemberFilter { Words = words }, 1, Cancel)).OrThrow().Count;
}
