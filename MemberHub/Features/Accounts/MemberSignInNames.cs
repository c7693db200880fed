using MemberHub.Data.Accounts;
using MemberHub.Domain.Members;

namespace MemberHub.Features.Accounts;

/// <summary>With what somebody signs in. What is missing is empty.</summary>
public sealed record MemberSignInNames(string LoginId, string Email)
{
    /// <summary>As typed, brought to half width.</summary>
    public static MemberSignInNames Of(string? loginId, string? email) => new(JapaneseText.Code(loginId ?? ""), JapaneseText.Code(email ?? ""));

    public static MemberSignInNames Of(Account account) => new(account.UserName ?? "", account.Email ?? "");

    /// <summary>What differs, as the audit trail keeps it.</summary>
    internal IReadOnlyList<SignInChange> ChangesTo(MemberSignInNames after) =>
    [
        .. LoginId == after.LoginId ? Array.Empty<SignInChange>() : [new SignInChange(nameof(LoginId), LoginId, after.LoginId)],
        .. Email == after.Email ? Array.Empty<SignInChange>() : [new SignInChange(nameof(Email), Email, after.Email)],
    ];
}

/// <summary>One of the two, before and after.</summary>
internal sealed record SignInChange(string Field, string Old, string New);
