using MemberHub.Domain.Societies;
using MemberHub.Features.Accounts;
using MemberHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace MemberHub.Tests.Browser;

/// <summary>Signs a browser in without a password: a session row and its cookie, as the sign-in page would leave them.</summary>
internal static class SignedIn
{
    public static async Task AsAsync(TestApp app, IPage page, Actor actor)
    {
        await using var database = app.Databases.OpenAcrossSocieties();
        var session = app.Services.GetRequiredService<Sessions>().Start(database, actor.AccountId, isPersistent: false, "test");
        await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        await page.Context.AddCookiesAsync([new() { Name = "memberhub", Value = session.Token.Text, Url = app.ClientOptions.BaseAddress.ToString() }]);
    }
}
