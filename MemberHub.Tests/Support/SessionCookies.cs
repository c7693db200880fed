using MemberHub.Domain.Societies;
using MemberHub.Features.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Support;

/// <summary>Signs someone in without a password: a session row, and the cookie as the sign-in page would leave it. Staff have given their second factor.</summary>
public static class SessionCookies
{
    public const string Name = "memberhub";

    /// <summary>The value of the cookie.</summary>
    public static async Task<string> SignInAsync(this TestApp app, long accountId)
    {
        await using var database = app.Databases.OpenAcrossSocieties();
        var session = app.Services.GetRequiredService<Sessions>().Start(database, accountId, isPersistent: false, "test", app.Clock.GetUtcNow().UtcDateTime);
        await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        return session.Token.Text;
    }

    /// <summary>A client that is signed in as the actor and follows no redirect.</summary>
    public static async Task<HttpClient> ClientOfAsync(this TestApp app, Actor actor)
    {
        var client = app.Connect(keepsCookies: false);
        client.DefaultRequestHeaders.Add("Cookie", $"{Name}={await app.SignInAsync(actor.AccountId)}");
        return client;
    }
}
