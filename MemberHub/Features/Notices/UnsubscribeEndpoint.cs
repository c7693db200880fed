using MemberHub.Platform.Security;
using Microsoft.AspNetCore.Mvc;

namespace MemberHub.Features.Notices;

/// <summary>
/// Takes the one click of a mail program (RFC 8058): a POST from somewhere else, without cookies, so no forgery token can be asked for; the token in
/// the address is what allows it. The page at the same address, for people, posts here as well.
/// </summary>
internal static class UnsubscribeEndpoint
{
    // Before the page, which would take every POST to its address.
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost(UnsubscribeLinks.Path, ChooseAsync).AllowAnonymous().DisableAntiforgery().WithOrder(-1);

    private static async Task<IResult> ChooseAsync([FromQuery] string? token, [FromForm] string? page, [FromForm] bool? wanted, HttpContext http, ChooseNewsByLink choose)
    {
        var chosen = await choose.RunAsync(token, wanted ?? false, RequestOrigin.Of(http), http.RequestAborted);
        // A mail program is not to be sent elsewhere.
        return page is not null ? Results.LocalRedirect($"{UnsubscribeLinks.Path}?token={Uri.EscapeDataString(token ?? "")}")
            : chosen.Succeeded ? Results.NoContent()
            : Results.NotFound();
    }
}
