using MemberHub.Components.Texts;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;

namespace MemberHub.Components;

/// <summary>Keeps the chosen language in a cookie and returns to the page where it was chosen.</summary>
public static class LanguageEndpoint
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);

    public static void MapLanguage(this IEndpointRouteBuilder app) => app.MapPost("/language", Choose).AllowAnonymous();

    private static IResult Choose([FromForm] string culture, [FromForm] string? returnUrl, HttpContext http)
    {
        if (!Languages.Knows(culture))
        {
            return Results.BadRequest();
        }

        http.Response.Cookies.Append(
            CookieRequestCultureProvider.DefaultCookieName,
            CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(culture)),
            new CookieOptions { MaxAge = Lifetime, IsEssential = true, HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps });
        return Results.LocalRedirect(LocalUrl.OrHome(returnUrl));
    }
}
