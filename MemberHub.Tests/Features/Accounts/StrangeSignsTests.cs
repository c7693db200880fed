using System.Net;
using MemberHub.Domain.Societies;
using MemberHub.Tests.Support;

namespace MemberHub.Tests.Features.Accounts;

/// <summary>U+FFFE, which is no character and cannot be normalised, in whatever can be filled in: an answer like any other wrong one.</summary>
public sealed class StrangeSignsTests : IAsyncDisposable
{
    private const string Strange = "a\uFFFEb";

    private readonly TestApp app = new();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Strangers_break_nothing_with_it()
    {
        var stranger = new Visitor(app);

        Assert.Contains("ログインできませんでした", await TextOf(stranger.SignInAsync(Strange, Strange)), StringComparison.Ordinal);
        Assert.Contains("会員番号とコードの組み合わせが違うか", await TextOf(stranger.SendAsync(
            "/first-password", new() { ["Form.Number"] = Strange, ["Form.Code"] = Strange, ["Form.Password"] = Strange, ["Form.Repeated"] = Strange })), StringComparison.Ordinal);
        await TextOf(stranger.OpenAsync("/help?q=%EF%BF%BE"));
    }

    [Fact]
    public async Task Nor_do_members_and_the_office()
    {
        await app.AddMemberAsync("0000101", "hanako", "hanako@example.jp", AccountsWorld.Password);
        var member = new Visitor(app);
        await member.SignInAsync("hanako", AccountsWorld.Password);
        Assert.Contains("現在のパスワードが違います", await TextOf(member.SendAsync(
            "/profile/password", new() { ["Form.Current"] = Strange, ["Form.Password"] = Strange, ["Form.Repeated"] = Strange }, "/profile/password")), StringComparison.Ordinal);

        await app.AddStaffAsync("jimu", StaffRole.Secretary);
        var staff = new Visitor(app);
        await staff.SignInAsync("jimu", AccountsWorld.Password);
        await staff.SetUpAppAsync(app);
        foreach (var path in (string[])["/office/members?q=%EF%BF%BE", "/office/documents?least=%EF%BF%BE", "/office/documents?counterparty=%EF%BF%BE"])
        {
            await TextOf(staff.OpenAsync(path));
        }

        var again = new Visitor(app);
        await again.SignInAsync("jimu", AccountsWorld.Password);
        Assert.Contains("認証コードが違うか", await TextOf(again.GiveCodeAsync(Strange)), StringComparison.Ordinal);
    }

    private static async Task<string> TextOf(Task<HttpResponseMessage> asked)
    {
        var answer = await asked;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await Visitor.TextOf(answer);
    }
}
