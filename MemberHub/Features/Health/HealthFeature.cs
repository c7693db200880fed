namespace MemberHub.Features.Health;

/// <summary>What a load balancer and an operator ask: does the process live, and can it work? Neither answer says why not; the log does.</summary>
public static class HealthFeature
{
    public static WebApplicationBuilder AddHealth(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<CheckReadiness>();
        return builder;
    }

    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/healthz", () => Results.Json(new { status = "ok" })).AllowAnonymous();
        endpoints.MapGet("/readyz", async (CheckReadiness check, CancellationToken cancel) =>
        {
            var readiness = await check.RunAsync(cancel);
            return Results.Json(readiness, statusCode: readiness.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        }).AllowAnonymous();
        return endpoints;
    }
}
