namespace MemberHub.Components;

/// <summary>
/// Names of cookies. Over https the name begins with __Host-, which makes browsers insist on Secure, on this very host and on the whole site. Over plain http, as when trying the portal
/// out on loopback, browsers take no such cookie, so there the name goes without.
/// </summary>
public static class HostCookie
{
    private const string Prefix = "__Host-";

    /// <summary>The name in answers to this request.</summary>
    public static string NameFor(HttpRequest request, string name) => request.IsHttps ? Secure(name) : name;

    /// <summary>The name over https.</summary>
    public static string Secure(string name) => Prefix + name;
}

/// <summary>The antiforgery cookie: one set of options for all requests, and a name that depends on the request.</summary>
internal sealed class FormCookie(IHttpContextAccessor requests) : CookieBuilder
{
    private const string PlainName = "memberhub-form";

    public override string? Name
    {
        get => requests.HttpContext is { } http ? HostCookie.NameFor(http.Request, PlainName) : PlainName;
        set => throw new NotSupportedException();
    }
}
