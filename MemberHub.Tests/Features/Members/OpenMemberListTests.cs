using MemberHub.Domain;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using MemberHub.Features.Members;
using MemberHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Members;

public sealed class OpenMemberListTests : IAsyncLifetime
{
    private readonly TestApp app = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Fifty_members_a_page_in_at_most_ten_statements()
    {
        var roster = new RosterBuilder(app.Databases, await app.SocietyAsync());
        var actor = default(Actor)!;
        for (var i = 1; i <= 51; i++)
        {
            actor = await roster.Numbered($"{i:0000000}").AddAsync();
        }

        var staff = actor with { Roles = [StaffRole.Viewer] };
        var first = (await OpenAsync(staff, new MemberFilter(), 1)).OrThrow();
        app.Statements.Clear();
        var second = (await OpenAsync(staff, new MemberFilter { Words = "たかはし" }, 2)).OrThrow();

        Assert.InRange(app.Statements.All.Count, 1, 10);
        Assert.Equal((50, 51, 2), (first.Rows.Count, first.Count, first.Pages));
        Assert.Equal("0000051", Assert.Single(second.Rows).Number);
        Assert.Equal(2, (await OpenAsync(staff, new MemberFilter(), 99)).OrThrow().Page);
    }

    [Fact]
    public async Task Members_are_refused()
    {
        var member = await new RosterBuilder(app.Databases, await app.SocietyAsync()).AddAsync();

        Assert.IsType<NotAllowed>((await OpenAsync(member, new MemberFilter(), 1)).Refusal);
        Assert.IsType<NotAllowed>((await SaveAsync(member, "滞納", new MemberFilter { InArrears = true })).Refusal);
    }

    [Fact]
    public async Task A_filter_is_kept_for_the_person_who_saved_it()
    {
        var roster = new RosterBuilder(app.Databases, await app.SocietyAsync());
        var mine = await roster.AddAsync() with { Roles = [StaffRole.Secretary] };
        var colleague = await roster.Numbered("0000102").AddAsync() with { Roles = [StaffRole.Viewer] };
        var filter = new MemberFilter { Words = "髙 橋", Category = "Student", Standing = MemberStanding.Active, InArrears = true };

        Assert.True((await SaveAsync(mine, "学生の滞納", filter with { Words = "" })).Succeeded);
        Assert.True((await SaveAsync(mine, "学生の滞納", filter)).Succeeded);

        var kept = Assert.Single((await OpenAsync(mine, filter, 1)).OrThrow().Kept);
        Assert.Equal(("学生の滞納", "q=%E9%AB%99%20%E6%A9%8B&category=Student&standing=Active&arrears=1"), (kept.Name, kept.Query));
        Assert.Empty((await OpenAsync(colleague, filter, 1)).OrThrow().Kept);

        await app.Services.GetRequiredService<RemoveMemberFilter>().RunAsync(colleague, kept.Id, Cancel);
        Assert.Single((await OpenAsync(mine, filter, 1)).OrThrow().Kept);
        await app.Services.GetRequiredService<RemoveMemberFilter>().RunAsync(mine, kept.Id, Cancel);
        Assert.Empty((await OpenAsync(mine, filter, 1)).OrThrow().Kept);
    }

    [Fact]
    public async Task A_filter_needs_a_name_and_something_to_filter()
    {
        var staff = await new RosterBuilder(app.Databases, await app.SocietyAsync()).AddAsync() with { Roles = [StaffRole.Viewer] };

        Assert.IsType<FilterNeedsName>((await SaveAsync(staff, " ", new MemberFilter { InArrears = true })).Refusal);
        Assert.IsType<NothingToSave>((await SaveAsync(staff, "全員", new MemberFilter())).Refusal);
    }

    private Task<Result<MemberList>> OpenAsync(Actor actor, MemberFilter filter, int page) => app.Services.GetRequiredService<OpenMemberList>().RunAsync(actor, filter, page, Cancel);

    private Task<Result<Done>> SaveAsync(Actor actor, string name, MemberFilter filter) => app.Services.GetRequiredService<SaveMemberFilter>().RunAsync(actor, name, filter, Cancel);
}
