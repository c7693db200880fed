using MemberHub.Components.Texts;
using Microsoft.AspNetCore.Localization;

namespace MemberHub.Features.Accounts;

/// <summary>The cookie that remembers a browser's language, for the pages before sign-in.</summary>
internal static class LanguageCookie
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);

    /// <summary>The language that was chosen in this browser; null where none was.</summary>
    public static string? Read(HttpRequest request) =>
        CookieRequestCultureProvider.ParseCookieValue(request.Cookies[CookieRequestCultureProvider.DefaultCookieName] ?? "")?.UICultures is [var culture, ..]
        && Languages.Knows(culture.Value) ? culture.Value : null;

    public static void Write(HttpContext http, string language) => http.Response.Cookies.Append(
        CookieRequestCultureProvider.DefaultCookieName,
        CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language)),
        new CookieOptions { MaxAge = Lifetime, IsEssential = true, HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps });
}
