using Microsoft.AspNetCore.Authorization;

namespace MemberHub.Platform.Security;

/// <summary>Who may open the office's pages and downloads (事務局): staff of the society, whatever their role. What a role may do, each use case decides.</summary>
public static class OfficePolicy
{
    public const string Name = "Staff";

    /// <summary>Adds the policy: one of the actor's roles came with the sign-in.</summary>
    public static void Add(AuthorizationOptions options) =>
        options.AddPolicy(Name, policy => policy.RequireAssertion(context => context.User.HasClaim(claim => claim.Type == ActorClaims.Role)));
}
