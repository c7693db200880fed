using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.SignalR;

namespace MemberHub.Platform.Circuits;

/// <summary>The limits of open pages, set explicitly, and who may talk to them.</summary>
public static class CircuitSetup
{
    private const string Path = "/_blazor";

    /// <summary>Sets the limits of <see cref="CircuitLimits"/> and the guard of every circuit.</summary>
    public static void AddCircuitLimits(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<CircuitRegister>();
        builder.Services.AddSingleton<CircuitGuard>();
        builder.Services.Configure<CircuitOptions>(options =>
        {
            options.DetailedErrors = false;
            options.DisconnectedCircuitMaxRetained = CircuitLimits.DisconnectedCircuits;
            options.DisconnectedCircuitRetentionPeriod = CircuitLimits.DisconnectedFor;
            options.MaxBufferedUnacknowledgedRenderBatches = CircuitLimits.UnacknowledgedBatches;
            options.JSInteropDefaultCallTimeout = TimeSpan.FromMinutes(1);
        });
        builder.Services.Configure<HubOptions>(options =>
        {
            options.EnableDetailedErrors = false;
            options.MaximumReceiveMessageSize = CircuitLimits.MessageBytes;
            options.MaximumParallelInvocationsPerClient = 1;
            options.HandshakeTimeout = TimeSpan.FromSeconds(15);
            options.ClientTimeoutInterval = TimeSpan.FromSeconds(30);
            options.KeepAliveInterval = TimeSpan.FromSeconds(15);
            options.AddFilter<CircuitGuard>();
        });
        builder.WebHost.ConfigureKestrel(server => server.Limits.MaxConcurrentUpgradedConnections = CircuitLimits.Connections);
    }

    /// <summary>
    /// Refuses pages of other sites that open a connection to a circuit: a browser lets any site do that, and sends our cookie along. Comes before authentication. Whoever sends no Origin is no
    /// browser, and carries nobody's cookie but their own.
    /// </summary>
    public static void UseCircuitOrigins(this WebApplication app)
    {
        var publicUrl = app.Configuration["PublicUrl"] is { Length: > 0 } url ? new Uri(url).GetLeftPart(UriPartial.Authority) : null;
        app.Use((context, next) =>
        {
            if (!context.Request.Path.StartsWithSegments(Path, StringComparison.OrdinalIgnoreCase) || IsOwn(context.Request, publicUrl))
            {
                return next(context);
            }

            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        });
    }

    // A proxy may have ended https before us, so https of this host is ours whatever it looks like here.
    private static bool IsOwn(HttpRequest request, string? publicUrl) => request.Headers.Origin.ToString() is var origin
        && request.Headers["Sec-Fetch-Site"] != "cross-site"
        && (origin.Length == 0 || origin == publicUrl || origin == $"{request.Scheme}://{request.Host}" || origin == $"https://{request.Host}");
}
