using MemberHub.Components.Texts;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;

namespace MemberHub.Components;

/// <summary>Keeps the chosen language in a cookie and returns to the page where it was chosen.</summary>
public static class LanguageEndpoint
{
    private const string CookieName = "memberhub-language";

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);

    public static void MapLanguage(this IEndpointRouteBuilder app) => app.MapPost("/language", Choose).AllowAnonymous();

    /// <summary>Where the chosen language is looked for, under both names of its cookie.</summary>
    public static IList<IRequestCultureProvider> Providers { get; } =
        [new CookieRequestCultureProvider { CookieName = HostCookie.Secure(CookieName) }, new CookieRequestCultureProvider { CookieName = CookieName }];

    private static IResult Choose([FromForm] string culture, [FromForm] string? returnUrl, HttpContext http)
    {
        if (!Languages.Knows(culture))
        {
            return Results.BadRequest();
        }

        http.Response.Cookies.Append(
            HostCookie.NameFor(http.Request, CookieName),
            CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(culture)),
            new CookieOptions { Path = "/", MaxAge = Lifetime, IsEssential = true, HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps });
        return Results.LocalRedirect(LocalUrl.OrHome(returnUrl));
    }
}
