using System.Security.Claims;
using MemberHub.Platform.Security;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace MemberHub.Features.Accounts;

/// <summary>Asks every few seconds whether the session of a circuit still lives, so that a password change ends open pages elsewhere.</summary>
internal sealed class SessionRevalidation(ILoggerFactory loggers, SessionReader sessions) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(3);

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        var known = authenticationState.User;
        if (known.FindFirst(SessionReader.SessionClaim) is not { Value: var hash })
        {
            return false;
        }

        // A role or name that changed counts as well: the page is entered anew with what holds now.
        return await sessions.ReadAsync(hash, cancellationToken) is { } now
            && Facts(known).SequenceEqual(Facts(now));
    }

    // Where a request comes from is no fact about the person, an open page may stay in the language in which it was opened, and neither a new proof of
    // who they are nor a notice that was read or came takes anything away.
    private static IEnumerable<(string Type, string Value)> Facts(ClaimsPrincipal person) =>
        person.Claims.Where(claim => claim.Type is not (ActorClaims.Origin or ActorClaims.Proved or ActorClaims.UnreadNotices or SessionReader.LanguageClaim)).Select(claim => (claim.Type, claim.Value));
}
