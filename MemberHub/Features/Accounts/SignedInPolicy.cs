using MemberHub.Platform.Security;
using Microsoft.AspNetCore.Authorization;

namespace MemberHub.Features.Accounts;

/// <summary>
/// Pages for whoever has given a password: signing out, and giving the second factor. All others ask for a member or a role besides, so that staff
/// without their second factor reach nothing, not even their own password.
/// </summary>
public static class SignedInPolicy
{
    public const string Name = "SignedIn";

    public static void Add(AuthorizationBuilder authorization) => authorization
        .AddPolicy(Name, policy => policy.RequireAuthenticatedUser())
        .SetDefaultPolicy(new AuthorizationPolicyBuilder()
            .RequireAuthenticatedUser()
            .RequireAssertion(context => context.User.HasClaim(claim => claim.Type is ActorClaims.Member or ActorClaims.Role))
            .Build());
}
