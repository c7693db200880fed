using MemberHub.Domain.Societies;
using MemberHub.Tests.Support;
using Microsoft.Playwright;

namespace MemberHub.Tests.Browser;

/// <summary>Gives a browser the cookie of a signed-in person.</summary>
internal static class SignedIn
{
    public static async Task AsAsync(TestApp app, IPage page, Actor actor) => await page.Context.AddCookiesAsync(
        [new() { Name = SessionCookies.Name, Value = await app.SignInAsync(actor.AccountId), Url = app.ClientOptions.BaseAddress.ToString() }]);
}
