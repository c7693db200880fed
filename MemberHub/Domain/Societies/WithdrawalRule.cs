namespace MemberHub.Domain.Societies;

/// <summary>What a society makes of a member who owes something and wants to leave (未納のある退会).</summary>
public enum WithdrawalRule
{
    /// <summary>Leaving waits until all is paid.</summary>
    PayFirst,

    /// <summary>The membership ends on its day; the debt stays on record and is collected by itself.</summary>
    DebtStays,
}
