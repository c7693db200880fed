using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MemberHub.Tests.Browser;

internal static class PageLoads
{
    /// <summary>
    /// Opens a page and waits until its circuit, if it has one, has taken over what the server drew. A press that meets an element just before it is drawn anew is
    /// lost with it; a person presses again. <see cref="EarlyClickTests"/> does not wait.
    /// </summary>
    public static async Task LoadAsync(this IPage page, string address)
    {
        await page.GotoAsync(address);
        await Expect(page.Locator("[data-awaits-circuit]")).ToHaveCountAsync(0);
    }
}
