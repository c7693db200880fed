using MemberHub.Components;
using MemberHub.Components.Texts;
using MemberHub.Platform.Security;
using Microsoft.AspNetCore.Mvc;

namespace MemberHub.Features.Accounts;

/// <summary>Keeps the chosen language, with the account where somebody is signed in, and returns to the page where it was chosen.</summary>
internal static class LanguageEndpoint
{
    public static void MapLanguage(this IEndpointRouteBuilder app) => app.MapPost("/language", ChooseAsync).AllowAnonymous();

    private static async Task<IResult> ChooseAsync([FromForm] string culture, [FromForm] string? returnUrl, HttpContext http, ChooseLanguage choose)
    {
        if (!Languages.Knows(culture))
        {
            return Results.BadRequest();
        }

        LanguageCookie.Write(http, culture);
        if (http.User.HasClaim(claim => claim.Type == ActorClaims.Account))
        {
            await choose.RunAsync(http.User.ToActor(), culture, SessionCookie.ReadHash(http.Request), http.RequestAborted);
        }

        return Results.LocalRedirect(LocalUrl.OrHome(returnUrl));
    }
}
