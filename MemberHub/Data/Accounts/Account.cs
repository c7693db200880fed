using Microsoft.AspNetCore.Identity;

namespace MemberHub.Data.Accounts;

/// <summary>
/// Who signs in (アカウント): login ID (UserName), e-mail, password, second factor. Belongs to nobody; links to members of one
/// or more societies.
/// </summary>
public sealed class Account : IdentityUser<long>
{
    public const int LoginIdMaxLength = 64;
    public const int EmailMaxLength = 254;
    public const int LanguageLength = 2;

    /// <summary>In which language (言語) its person reads: ja or en; null until they chose.</summary>
    public string? Language { get; set; }
}
