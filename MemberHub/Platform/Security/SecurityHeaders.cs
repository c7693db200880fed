using MemberHub.Platform.Gateways;

namespace MemberHub.Platform.Security;

/// <summary>The response headers that tell a browser what our pages may do, on every answer.</summary>
public static class SecurityHeaders
{
    /// <summary>
    /// Everything comes from here, and no script or style element stands in a page. Style attributes are allowed: interactive components set
    /// them, and they cannot load anything.
    /// </summary>
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; "
        + "font-src 'self'; worker-src 'self'; manifest-src 'self'; media-src 'none'; object-src 'none'; frame-src 'none'; base-uri 'self'; frame-ancestors 'none'; "
        + "form-action 'self'";

    /// <summary>The policy of a portal whose forms also lead to these origins, such as https://pay.example.com.</summary>
    public static string ContentSecurityPolicy(IEnumerable<string> formOrigins) => string.Join(' ', [Policy, .. formOrigins]);

    /// <summary>Abilities of a browser that no page of ours asks for.</summary>
    private const string Unused =
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), geolocation=(), gyroscope=(), hid=(), idle-detection=(), magnetometer=(), microphone=(), midi=(), "
        + "payment=(), picture-in-picture=(), screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()";

    private static readonly object FormSite = new();

    /// <summary>Lets the forms of this one answer lead to that site too, for a page that sends the browser back where it came from.</summary>
    public static void LetFormsLeadTo(this HttpContext context, Uri site) => context.Items[FormSite] = site.GetLeftPart(UriPartial.Authority);

    /// <summary>Adds the headers before the answer starts, also to error pages.</summary>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            var origins = context.RequestServices.GetRequiredService<PaymentGateways>().FormOrigins;
            headers.ContentSecurityPolicy = ContentSecurityPolicy(context.Items[FormSite] is string site ? [.. origins, site] : origins);
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            headers["Permissions-Policy"] = Unused;
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers["X-Permitted-Cross-Domain-Policies"] = "none";
            headers.XFrameOptions = "DENY"; // for browsers that know no frame-ancestors
            return Task.CompletedTask;
        });
        return next(context);
    });
}
