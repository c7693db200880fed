namespace MemberHub.Domain.Payments;

/// <summary>The chains at which a voucher can be paid (コンビニ).</summary>
public enum ConvenienceStore
{
    /// <summary>セブン-イレブン.</summary>
    SevenEleven,

    /// <summary>ローソン.</summary>
    Lawson,

    /// <summary>ファミリーマート.</summary>
    FamilyMart,

    /// <summary>ミニストップ.</summary>
    Ministop,

    /// <summary>デイリーヤマザキ.</summary>
    DailyYamazaki,

    /// <summary>セイコーマート.</summary>
    Seicomart,
}
