using System.Security.Claims;
using MemberHub.Data;
using MemberHub.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Accounts;

/// <summary>What the script asks for before it asks the browser for a passkey.</summary>
internal static class PasskeyEndpoints
{
    public static void MapPasskeys(this IEndpointRouteBuilder app)
    {
        // The same for everybody: nobody has been named yet.
        app.MapGet("/login/passkey/options", OfferUseAsync).AllowAnonymous();
        app.MapGet("/security/passkey/options", OfferCreationAsync).RequireAuthorization();
    }

    private static async Task<IResult> OfferUseAsync(HttpContext http, MemberHubDatabases databases, Passkeys passkeys)
    {
        await using var database = databases.OpenAcrossSocieties();
        return Json(http, await passkeys.OfferUseAsync(database, PasskeySite.Of(http.Request)));
    }

    private static async Task<IResult> OfferCreationAsync(HttpContext http, MemberHubDatabases databases, Passkeys passkeys)
    {
        var actor = http.User.ToActor();
        if (actor.AwaitsCode)
        {
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        await using var database = databases.Open(actor.SocietyId);
        var login = await database.Users.Where(account => account.Id == actor.AccountId).Select(account => account.UserName).SingleAsync(http.RequestAborted);
        return Json(http, await passkeys.OfferCreationAsync(database, actor.AccountId, login ?? "", http.User.FindFirstValue(ClaimTypes.Name) ?? "", PasskeySite.Of(http.Request)));
    }

    // The options are JSON already, and the state is of letters that need no escaping.
    private static IResult Json(HttpContext http, PasskeyOffer offer)
    {
        http.Response.Headers.CacheControl = "no-store";
        return Results.Text($"{{\"publicKey\":{offer.Options},\"state\":\"{offer.State}\"}}", "application/json");
    }
}
