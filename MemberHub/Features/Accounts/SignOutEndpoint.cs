using Microsoft.AspNetCore.Antiforgery;

namespace MemberHub.Features.Accounts;

/// <summary>Every page has a plain form that signs out; a link alone must not, because other sites can open links.</summary>
internal static class SignOutEndpoint
{
    // Before the page of the same address, which shows the form.
    public static void MapSignOut(this IEndpointRouteBuilder app) => app.MapPost("/logout", SignOutAsync).AllowAnonymous().WithOrder(-1);

    private static async Task<IResult> SignOutAsync(HttpContext http, IAntiforgery antiforgery, SignOut signOut)
    {
        if (http.User.Identity?.IsAuthenticated == true)
        {
            if (!await antiforgery.IsRequestValidAsync(http))
            {
                return Results.BadRequest();
            }

            await signOut.RunAsync(SessionCookie.ReadHash(http.Request), http.RequestAborted);
        }

        SessionCookie.Delete(http);
        return Results.LocalRedirect("/login");
    }
}
