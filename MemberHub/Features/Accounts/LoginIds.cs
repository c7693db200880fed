using MemberHub.Domain;
using MemberHub.Domain.Members;

namespace MemberHub.Features.Accounts;

internal static class LoginIds
{
    /// <summary>Why this cannot be a login ID, or null.</summary>
    public static Refusal? FaultOf(string wanted) => wanted.Length == 0 ? new LoginIdMissing() : LoginId.FaultOf(wanted) switch
    {
        null => null,
        LoginIdFault.LikeEmail => new LoginIdLikeEmail(),
        LoginIdFault.LikeMemberNumber => new LoginIdLikeMemberNumber(),
        LoginIdFault.TooShort => new LoginIdTooShort(LoginId.MinLength),
        LoginIdFault.TooLong => new LoginIdTooLong(LoginId.MaxLength),
        _ => new LoginIdSigns(),
    };
}
