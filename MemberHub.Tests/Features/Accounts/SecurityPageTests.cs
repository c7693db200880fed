using System.Net;
using AngleSharp.Html.Parser;
using MemberHub.Domain.Societies;
using MemberHub.Features.Accounts;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Accounts;

/// <summary>The page on which people look after their own sign-ins, over HTTP.</summary>
public sealed class SecurityPageTests : IAsyncDisposable
{
    private readonly TestApp app = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Each_device_is_shown_and_can_be_signed_out_alone_or_all_others_together()
    {
        var (here, phone, desk) = (await SignedInAsync(), new Visitor(app), new Visitor(app));
        await phone.SignInAsync("hanako", AccountsWorld.Password);
        await desk.SignInAsync("hanako", AccountsWorld.Password);
        await app.AddMemberAsync("0000102", "taro", "taro@example.jp", AccountsWorld.Password);
        var stranger = new Visitor(app);
        await stranger.SignInAsync("taro", AccountsWorld.Password);

        var devices = await DevicesAsync(here);
        Assert.Equal((3, 1), (devices.Count, devices.Count(device => device.IsThis)));
        await here.SendAsync("/security", new() { ["_handler"] = "devices", ["Devices.Id"] = devices.First(device => !device.IsThis).Id }, "/security");
        Assert.Equal(2, (await DevicesAsync(here)).Count);
        Assert.Single((bool[])[await phone.IsSignedInAsync(), await desk.IsSignedInAsync()], signedIn => signedIn);

        await here.SendAsync("/security", new() { ["_handler"] = "devices", ["Devices.Id"] = (await DevicesAsync(stranger)).Single().Id }, "/security");
        Assert.True(await stranger.IsSignedInAsync());

        await here.SendAsync("/security", new() { ["_handler"] = "devices" }, "/security");
        Assert.Equal((false, false, true), (await phone.IsSignedInAsync(), await desk.IsSignedInAsync(), await here.IsSignedInAsync()));
        Assert.Single(await DevicesAsync(here));
    }

    [Fact]
    public async Task The_history_says_in_words_what_happened_newest_first()
    {
        await app.AddMemberAsync("0000101", "hanako", "hanako@example.jp", AccountsWorld.Password);
        var visitor = new Visitor(app);
        await visitor.SignInAsync("hanako", "wrong one");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await visitor.SignInAsync("hanako", AccountsWorld.Password);

        var page = await visitor.ReadAsync("/security");

        Assert.Contains("午後0時1分", page);
        Assert.True(page.IndexOf("ログインしました<", StringComparison.Ordinal) < page.IndexOf("パスワードが違うため", StringComparison.Ordinal));
        Assert.All(Enum.GetNames(typeof(SecurityText).Assembly.GetType("MemberHub.Features.Accounts.SignInOutcome")!).Except(["UnknownName"]), outcome => Assert.NotNull(WordsOf(outcome)));
    }

    [Fact]
    public async Task A_device_says_when_it_was_last_used()
    {
        var visitor = await SignedInAsync();
        app.Clock.Advance(TimeSpan.FromHours(2));
        await Task.Delay(TimeSpan.FromSeconds(3.2), Cancel);
        await visitor.ReadAsync("/security");
        await app.Services.GetRequiredService<KeepSeenSessions>().RunAsync(Cancel);

        await using var database = app.Databases.OpenAcrossSocieties();
        var session = await database.AccountSessions.SingleAsync(Cancel);
        Assert.Equal(TimeSpan.FromHours(2), session.LastSeenUtc - session.CreatedUtc);
    }

    [Fact]
    public async Task Staff_and_those_who_have_left_have_the_page_too()
    {
        await app.AddStaffAsync("jimu", StaffRole.Secretary);
        var staff = new Visitor(app);
        await staff.SignInAsync("jimu", AccountsWorld.Password);
        Assert.Equal(HttpStatusCode.Redirect, (await staff.OpenAsync("/security")).StatusCode);
        await staff.SetUpAppAsync(app);
        Assert.Contains("事務局に入るときは", await staff.ReadAsync("/security"));

        await app.AddMemberAsync("0000101", "hanako", "hanako@example.jp", AccountsWorld.Password, new DateOnly(2026, 4, 1));
        var left = new Visitor(app);
        await left.SignInAsync("hanako", AccountsWorld.Password);
        Assert.DoesNotContain("/profile/account", await left.ReadAsync("/security"), StringComparison.Ordinal);
    }

    private string? WordsOf(string outcome) =>
        app.Services.GetRequiredService<Microsoft.Extensions.Localization.IStringLocalizer<SecurityText>>()[$"Outcome.{outcome}"] is { ResourceNotFound: false } words ? words.Value : null;

    private async Task<Visitor> SignedInAsync()
    {
        await app.AddMemberAsync("0000101", "hanako", "hanako@example.jp", AccountsWorld.Password);
        var visitor = new Visitor(app);
        await visitor.SignInAsync("hanako", AccountsWorld.Password);
        return visitor;
    }

    private static async Task<IReadOnlyList<(string Id, bool IsThis)>> DevicesAsync(Visitor visitor) =>
        [.. new HtmlParser().ParseDocument(await visitor.ReadAsync("/security")).QuerySelectorAll("[data-device]")
            .Select(row => (row.GetAttribute("data-device")!, row.QuerySelector(".tag") is not null))];
}
