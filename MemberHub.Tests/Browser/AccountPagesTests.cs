using MemberHub.Data.Accounts;
using MemberHub.Domain.Societies;
using MemberHub.Tests.Features.Profile;
using MemberHub.Tests.Support;

namespace MemberHub.Tests.Browser;

/// <summary>The pages around the main job, looked at: account, password, menu, and the first page of the office's people.</summary>
public sealed class AccountPagesTests
{
    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task A_members_account_password_and_menu_are_sound(int width)
    {
        var app = new TestApp();
        var actor = await app.AddMemberAsync();
        await using var portal = await BrowserPortal.StartAsync(app);
        var page = await portal.VisitAsync(width);
        await SignedIn.AsAsync(portal.App, page, actor);

        foreach (var path in (string[])["/profile/account", "/profile/password", "/menu"])
        {
            await page.LoadAsync(path);
            await portal.CheckAsync(page, $"account{path.Replace('/', '-')}");
        }

        Assert.Empty(portal.Findings);
        Assert.Empty(portal.Complaints);
    }

    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task The_first_page_of_the_office_is_sound(int width)
    {
        var app = new TestApp();
        var society = await app.SocietyAsync();
        var account = new Account { UserName = "jimukyoku", NormalizedUserName = "JIMUKYOKU", Email = "jimu@example.jp", NormalizedEmail = "JIMU@EXAMPLE.JP" };
        await using (var database = app.Databases.Open(society.Id))
        {
            database.Add(account);
            await database.SaveChangesAsync(TestContext.Current.CancellationToken);
            database.Add(new StaffAssignment { AccountId = account.Id, Role = StaffRole.Secretary, Name = "事務局 藤沢" });
            await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await using var portal = await BrowserPortal.StartAsync(app);
        var page = await portal.VisitAsync(width);
        await SignedIn.AsAsync(portal.App, page, new Actor(account.Id, society.Id, null, [StaffRole.Secretary]));
        await page.LoadAsync("/");
        await portal.CheckAsync(page, "office-home");

        Assert.Empty(portal.Findings);
        Assert.Empty(portal.Complaints);
    }
}
