using MemberHub.Components;
using MemberHub.Platform.Security;

namespace MemberHub.Features.Accounts;

/// <summary>The cookie of a signed-in browser. It carries the session's token and nothing about the person.</summary>
public static class SessionCookie
{
    public static string NameFor(HttpRequest request) => HostCookie.NameFor(request, "memberhub");

    /// <summary>The hash of the token that the browser sent; empty when it sent none.</summary>
    public static string ReadHash(HttpRequest request) => SecretToken.HashOf(request.Cookies[NameFor(request)]);

    public static void Write(HttpContext context, StartedSession session)
    {
        var options = Options(context.Request);
        options.Expires = session.IsPersistent ? session.ExpiresUtc : null;
        context.Response.Cookies.Append(NameFor(context.Request), session.Token.Text, options);
    }

    public static void Delete(HttpContext context) =>
        context.Response.Cookies.Delete(NameFor(context.Request), Options(context.Request));

    private static CookieOptions Options(HttpRequest request) =>
        new() { Path = "/", HttpOnly = true, Secure = request.IsHttps, SameSite = SameSiteMode.Lax, IsEssential = true };
}
