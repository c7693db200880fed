namespace MemberHub.Domain.Members;

/// <summary>How a membership ended.</summary>
public enum MemberLeaving
{
    /// <summary>退会: the member asked for it.</summary>
    Withdrawal,

    /// <summary>除名: the society ended it.</summary>
    Expulsion,

    /// <summary>逝去.</summary>
    Death,
}
