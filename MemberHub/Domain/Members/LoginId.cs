namespace MemberHub.Domain.Members;

/// <summary>What a login ID (ログインID) must look like. Letter case does not distinguish two of them.</summary>
public static class LoginId
{
    public const int MinLength = 3;
    public const int MaxLength = 64;

    /// <summary>
    /// What is wrong with an ID that a person chooses; null for a good one. It has 3–64 ASCII letters, digits, dots, underscores and
    /// hyphens, and is neither a number nor an e-mail address, because sign-in takes those for what they look like.
    /// </summary>
    public static LoginIdFault? FaultOf(string id) => id switch
    {
        _ when id.Contains('@', StringComparison.Ordinal) => LoginIdFault.LikeEmail,
        _ when id.Any(sign => !char.IsAsciiLetterOrDigit(sign) && sign is not ('.' or '_' or '-')) => LoginIdFault.Sign,
        { Length: < MinLength } => LoginIdFault.TooShort,
        { Length: > MaxLength } => LoginIdFault.TooLong,
        _ when id.All(char.IsAsciiDigit) => LoginIdFault.LikeMemberNumber,
        _ => null,
    };

    /// <summary>Whether the import takes an ID that is already in use elsewhere: printable ASCII without blanks, at most 64 characters.</summary>
    public static bool IsImportable(string id) => id.Length is > 0 and <= MaxLength && id.All(sign => sign is > ' ' and <= '~');
}

/// <summary>What is wrong with a login ID.</summary>
public enum LoginIdFault
{
    /// <summary>Another sign than ASCII letters, digits, dot, underscore and hyphen.</summary>
    Sign,

    TooShort,

    TooLong,

    /// <summary>Only digits, as a member number.</summary>
    LikeMemberNumber,

    /// <summary>Has an @, as an e-mail address.</summary>
    LikeEmail,
}
