using System.Security.Claims;
using MemberHub.Domain;
using MemberHub.Domain.Societies;
using Microsoft.AspNetCore.Diagnostics;

namespace MemberHub.Platform.Security;

/// <summary>
/// Says in the log which account asked for what it may not have (ASVS 16.3.2). One place for requests and open pages alike, since a use case only answers that it refuses.
/// </summary>
public sealed partial class RefusedAttempts(ILogger<RefusedAttempts> log) : IRefusalListener
{
    private readonly AsyncLocal<string?> _account = new();

    /// <summary>From here on this person asks, until the request or the call of an open page is over.</summary>
    public void Enter(ClaimsPrincipal? person) => _account.Value = person?.FindFirst(ActorClaims.Account)?.Value;

    public void Hear(Refusal refusal)
    {
        if (refusal is NotAllowed)
        {
            Note(nameof(NotAllowed));
        }
    }

    /// <summary>Nothing is said of people who are not signed in: they are sent to the sign-in page.</summary>
    /// <param name="what">The route or the kind of refusal, without anything a person typed.</param>
    private void Note(string what)
    {
        if (_account.Value is { } account)
        {
            LogRefused(account, what);
        }
    }

    /// <summary>Notes each request of a signed-in person that is forbidden, or for something that is not there for them. Stands between authentication and authorisation.</summary>
    public async Task WatchAsync(HttpContext context, RequestDelegate next)
    {
        Enter(context.User);
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        await next(context);
        // An error page is drawn by a second run of the same request.
        if (route is not null && context.Features.Get<IStatusCodeReExecuteFeature>() is null && context.Response.StatusCode is var status and (StatusCodes.Status403Forbidden or StatusCodes.Status404NotFound))
        {
            Note($"{route} ({status})");
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Account {Account} was refused: {What}")]
    private partial void LogRefused(string account, string what);
}
