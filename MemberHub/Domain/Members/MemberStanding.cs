namespace MemberHub.Domain.Members;

/// <summary>Whether somebody is a member on a day (在籍の状態).</summary>
public enum MemberStanding
{
    /// <summary>在会.</summary>
    Active,

    /// <summary>退会・除名・逝去.</summary>
    Left,
}
