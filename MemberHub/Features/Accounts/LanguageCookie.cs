using MemberHub.Components;
using MemberHub.Components.Texts;
using Microsoft.AspNetCore.Localization;

namespace MemberHub.Features.Accounts;

/// <summary>The cookie that remembers a browser's language, for the pages before sign-in.</summary>
internal static class LanguageCookie
{
    private const string CookieName = "memberhub-language";

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);

    /// <summary>Where the chosen language is looked for, under both names of the cookie.</summary>
    public static IReadOnlyList<IRequestCultureProvider> Providers { get; } =
        [new CookieRequestCultureProvider { CookieName = HostCookie.Secure(CookieName) }, new CookieRequestCultureProvider { CookieName = CookieName }];

    /// <summary>The language that was chosen in this browser; null where none was.</summary>
    public static string? Read(HttpRequest request) =>
        CookieRequestCultureProvider.ParseCookieValue(request.Cookies[HostCookie.NameFor(request, CookieName)] ?? "")?.UICultures is [var culture, ..]
        && Languages.Knows(culture.Value) ? culture.Value : null;

    public static void Write(HttpContext http, string language) => http.Response.Cookies.Append(
        HostCookie.NameFor(http.Request, CookieName),
        CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language)),
        new CookieOptions { Path = "/", MaxAge = Lifetime, IsEssential = true, HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps });
}
