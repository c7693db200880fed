namespace MemberHub.Domain.Dues;

/// <summary>What is charged (項目).</summary>
public enum DuesItem
{
    /// <summary>年会費.</summary>
    AnnualDues,

    /// <summary>臨時会費.</summary>
    TemporaryDues,

    /// <summary>入会金.</summary>
    EntranceFee,

    /// <summary>個別請求.</summary>
    Individual,
}
