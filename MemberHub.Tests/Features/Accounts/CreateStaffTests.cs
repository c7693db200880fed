using System.Net;
using System.Text.Json;
using MemberHub.Domain.Societies;
using MemberHub.Features.Accounts;
using MemberHub.Platform.Commands;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Accounts;

public sealed class CreateStaffTests : IAsyncDisposable
{
    private readonly TestApp app = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    [Asvs("6.3.2")]
    public async Task The_first_account_comes_from_the_command_and_its_link_opens_the_office()
    {
        app.Settings["PublicUrl"] = "https://member.example.jp";
        var (code, results, _) = await RunAsync("--login", "kanri", "--email", "kanri@example.jp", "--name", "平塚 あかね", "--role", "SystemAdministrator", "--json");
        Assert.Equal(0, code);
        var link = new Uri(JsonDocument.Parse(results).RootElement.GetProperty("link").GetString()!);
        Assert.Equal("https://member.example.jp/staff/setup", link.GetLeftPart(UriPartial.Path));

        var visitor = new Visitor(app);
        Assert.Contains("ログインID「kanri」", await visitor.ReadAsync(link.PathAndQuery));
        Assert.Contains("ログインID「kanri」", await visitor.ReadAsync(link.PathAndQuery));
        var set = await visitor.SendAsync(link.PathAndQuery, new() { ["Form.Password"] = AccountsWorld.Password, ["Form.Repeated"] = AccountsWorld.Password });
        Assert.Equal(HttpStatusCode.Redirect, set.StatusCode);
        await visitor.SetUpAppAsync(app);
        Assert.Equal(HttpStatusCode.OK, (await visitor.OpenAsync("/office")).StatusCode);

        Assert.Contains("このリンクは使えません", await new Visitor(app).ReadAsync(link.PathAndQuery));
        app.Logs.AssertSilentAbout("kanri@example.jp", "平塚", link.Query.Split('=')[1], AccountsWorld.Password);
    }

    [Fact]
    [Asvs("6.4.1", "9.2.1")]
    public async Task A_link_is_good_for_72_hours()
    {
        var create = app.Services.GetRequiredService<CreateStaff>();
        var link = new Uri((await create.RunAsync(new() { LoginId = "kanri", Email = "kanri@example.jp", Name = "平塚", Role = StaffRole.Viewer }, Cancel)).OrThrow().Link);
        var visitor = new Visitor(app);

        app.Clock.Advance(TimeSpan.FromHours(72) - TimeSpan.FromSeconds(1));
        Assert.Contains("ログインID「kanri」", await visitor.ReadAsync(link.PathAndQuery));
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Contains("このリンクは使えません", await visitor.ReadAsync(link.PathAndQuery));
    }

    [Fact]
    public async Task A_link_sets_one_password_however_often_it_is_pressed()
    {
        var link = (await CreateAsync("kanri", "kanri@example.jp")).OrThrow().Link;
        var setUp = app.Services.GetRequiredService<SetUpStaff>();
        var token = link.Split('=')[1];

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i =>
            setUp.RunAsync(new() { Token = token, Password = $"{AccountsWorld.Password} {i}", Repeated = $"{AccountsWorld.Password} {i}" }, "", "", Cancel)));

        Assert.Single(answers, answer => answer.Succeeded);
        Assert.All(answers.Where(answer => !answer.Succeeded), answer => Assert.Equal(new SetUpLinkNotValid(), answer.Refusal));
    }

    [Fact]
    public async Task A_members_account_is_taken_into_the_office_by_login_and_address_together()
    {
        var member = await app.AddMemberAsync("0000101", "hanako", "hanako@example.jp", AccountsWorld.Password);

        Assert.Equal(new LoginIdInUse(), (await CreateAsync("hanako", "other@example.jp")).Refusal);
        Assert.Equal(new EmailInUse(), (await CreateAsync("somebody", "hanako@example.jp")).Refusal);
        Assert.True((await CreateAsync("Hanako", "HANAKO@example.jp")).Succeeded);
        Assert.Equal(new LoginIdInUse(), (await CreateAsync("hanako", "hanako@example.jp")).Refusal);
        await using var database = app.Databases.OpenAcrossSocieties();
        Assert.Equal(member.Id, await database.Users.Select(account => account.Id).SingleAsync(Cancel));
    }

    [Theory]
    [InlineData("--login", "kanri", "--email", "kanri@example.jp", "--name", "平塚")]
    [InlineData("--login", "kanri", "--email", "kanri@example.jp", "--name", "平塚", "--role", "Chief")]
    [InlineData("--login", "kanri", "--email", "kanri@example.jp", "--name", "平塚", "--role", "3")]
    [InlineData("--login", "kanri", "--email", "kanri", "--name", "平塚", "--role", "Viewer")]
    [InlineData("--login", "1234567", "--email", "kanri@example.jp", "--name", "平塚", "--role", "Viewer")]
    [InlineData("--login", "kanri", "--email", "kanri@example.jp", "--name", " ", "--role", "Viewer")]
    public async Task What_is_missing_or_wrong_is_refused(params string[] args)
    {
        var (code, results, notes) = await RunAsync(args);

        Assert.Equal((1, ""), (code, results));
        Assert.NotEqual("", notes);
        await using var database = app.Databases.OpenAcrossSocieties();
        Assert.False(await database.Users.AnyAsync(Cancel));
    }

    private Task<MemberHub.Domain.Result<CreatedStaff>> CreateAsync(string login, string email) => app.Services.GetRequiredService<CreateStaff>()
        .RunAsync(new() { LoginId = login, Email = email, Name = "平塚 あかね", Role = StaffRole.SystemAdministrator }, Cancel);

    private async Task<(int Code, string Results, string Notes)> RunAsync(params string[] args)
    {
        using var results = new StringWriter();
        using var notes = new StringWriter();
        var command = ActivatorUtilities.CreateInstance<CreateStaffCommand>(app.Services, new Terminal(results, notes));
        var code = await command.RunAsync(args, Cancel);
        return (code, results.ToString(), notes.ToString());
    }
}
