namespace MemberHub.Domain.Societies;

/// <summary>
/// Who asks: the account, the society it acts in, the member it is there and the roles it has there. Handed to every use
/// case; never read from the surroundings.
/// </summary>
/// <param name="MemberId">Null for staff who are not members.</param>
/// <param name="Withdrawn">The member has left: claim, payment, history and documents are all that is left to them.</param>
public sealed record Actor(long AccountId, long SocietyId, long? MemberId, IReadOnlyList<StaffRole> Roles, bool Withdrawn = false)
{
    public const int OriginMaxLength = 60;

    public bool IsStaff => Roles.Count > 0;

    /// <summary>Where they ask from: a network address. For the audit trail; empty where nobody knows.</summary>
    public string Origin { get; init; } = "";

    /// <summary>The number of the member for whom somebody of the office acts (代理操作); null for whoever acts for themselves. A wish only: the use case asks for the right.</summary>
    public string? OnBehalfOf { get; init; }

    /// <summary>When they last showed who they are, by password, code or passkey (本人確認); null where nobody did, as in a job.</summary>
    public DateTime? ProvedUtc { get; init; }

    /// <summary>
    /// The second factor (二段階認証) that this account needs for the office, or asked for as a member, is not given in this session, or no longer counts. Roles
    /// that wait for it are not among <see cref="Roles"/>; whoever waits may not change the ways in.
    /// </summary>
    public bool AwaitsCode { get; init; }
}

/// <summary>What staff of the office may do (事務局員, 経理, 閲覧のみ, システム管理者).</summary>
public enum StaffRole
{
    Secretary,
    Accountant,
    Viewer,
    SystemAdministrator,
}

/// <summary>The account is not a member of the society it acts in, or may not do this.</summary>
public sealed record NotAllowed : Refusal;
