using System.Security.Claims;
using System.Text.Encodings.Web;
using MemberHub.Platform.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace MemberHub.Features.Accounts;

/// <summary>Signs requests in by their session cookie; sends strangers to the sign-in page, and staff without their second factor to its page.</summary>
internal sealed class SessionAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, SessionReader sessions)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var hash = SessionCookie.ReadHash(Request);
        return hash.Length > 0 && await sessions.FindAsync(hash, Context.RequestAborted) is { } person
            ? AuthenticateResult.Success(new AuthenticationTicket(From(person), Scheme.Name))
            : AuthenticateResult.NoResult();
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        SendTo("/login");
        return Task.CompletedTask;
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        if (!Context.User.HasClaim(ActorClaims.AwaitsCode, ActorClaims.True))
        {
            return base.HandleForbiddenAsync(properties);
        }

        SendTo("/login/code");
        return Task.CompletedTask;
    }

    private void SendTo(string page)
    {
        var isPage = HttpMethods.IsGet(Request.Method) || HttpMethods.IsHead(Request.Method);
        var wanted = isPage ? Request.PathBase + Request.Path + Request.QueryString : "/";
        Response.Redirect($"{Request.PathBase}{page}{(wanted == "/" ? "" : "?returnUrl=" + Uri.EscapeDataString(wanted))}");
    }

    // What is kept about the person is shared by all their requests; where this one comes from is not.
    private ClaimsPrincipal From(ClaimsPrincipal person) =>
        new(new ClaimsIdentity([.. person.Claims, new Claim(ActorClaims.Origin, RequestOrigin.Of(Context))], Scheme.Name));
}
