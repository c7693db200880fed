using System.Net;
using AngleSharp.Html.Parser;
using MemberHub.Data.Accounts;
using MemberHub.Domain.Societies;
using MemberHub.Features.Accounts;
using MemberHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Accounts;

/// <summary>People of the office, and the way through their pages.</summary>
internal static class StaffWorld
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Somebody of the office with a password and no authenticator app.</summary>
    /// <summary>Gives the actor's account a name in the office, by which refusals and the audit trail call it.</summary>
    public static async Task NameStaffAsync(this TestApp app, Actor actor, string name)
    {
        await using var database = app.Databases.Open(actor.SocietyId);
        database.Add(new StaffAssignment { AccountId = actor.AccountId, Role = actor.Roles[0], Name = name });
        await database.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    public static async Task<Account> AddStaffAsync(this TestApp app, string login, StaffRole role, Society? society = null)
    {
        society ??= await app.SocietyAsync();
        await using var database = app.Databases.Open(society.Id);
        var account = new Account
        {
            UserName = login,
            NormalizedUserName = login.ToUpperInvariant(),
            Email = $"{login}@office.example.jp",
            NormalizedEmail = $"{login}@office.example.jp".ToUpperInvariant(),
        };
        account.PasswordHash = app.Services.GetRequiredService<Passwords>().Hash(account, AccountsWorld.Password);
        database.Add(account);
        await database.SaveChangesAsync(Cancel);
        database.Add(new StaffAssignment { AccountId = account.Id, Role = role, Name = $"事務局 {login}" });
        await database.SaveChangesAsync(Cancel);
        return account;
    }

    /// <summary>Sets up an authenticator app on the page that waits for it; the answer are secret and recovery codes.</summary>
    public static async Task<(string Secret, IReadOnlyList<string> Recovery)> SetUpAppAsync(this Visitor visitor, TestApp app)
    {
        var page = new HtmlParser().ParseDocument(await visitor.ReadAsync("/login/authenticator"));
        var secret = page.QuerySelector("code.secret")!.TextContent;
        var offer = page.QuerySelector("[name='Form.Offer']")!.GetAttribute("value")!;
        var answer = await visitor.SendAsync("/login/authenticator", new() { ["Form.Offer"] = offer, ["Form.Code"] = app.Clock.CodeOf(secret) });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var codes = new HtmlParser().ParseDocument(await Visitor.TextOf(answer)).QuerySelectorAll(".codes code").Select(code => code.TextContent).ToList();
        return (secret, codes);
    }

    /// <summary>Types a code on the page after the password.</summary>
    public static Task<HttpResponseMessage> GiveCodeAsync(this Visitor visitor, string code, string path = "/login/code") =>
        visitor.SendAsync(path, new() { ["Form.Code"] = code });
}
