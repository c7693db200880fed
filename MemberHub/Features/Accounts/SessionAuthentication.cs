using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace MemberHub.Features.Accounts;

/// <summary>Signs requests in by their session cookie and sends strangers to the sign-in page.</summary>
internal sealed class SessionAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, SessionReader sessions)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var hash = SessionCookie.ReadHash(Request);
        return hash.Length > 0 && await sessions.FindAsync(hash, Context.RequestAborted) is { } person
            ? AuthenticateResult.Success(new AuthenticationTicket(person, Scheme.Name))
            : AuthenticateResult.NoResult();
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var isPage = HttpMethods.IsGet(Request.Method) || HttpMethods.IsHead(Request.Method);
        var wanted = isPage ? Request.PathBase + Request.Path + Request.QueryString : "/";
        Response.Redirect($"{Request.PathBase}/login{(wanted == "/" ? "" : "?returnUrl=" + Uri.EscapeDataString(wanted))}");
        return Task.CompletedTask;
    }
}
