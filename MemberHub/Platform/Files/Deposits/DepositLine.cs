using MemberHub.Domain;

namespace MemberHub.Platform.Files.Deposits;

/// <summary>One movement of money, as a bank or a collection agent reports it.</summary>
public sealed record DepositLine
{
    /// <summary>The record of the file it stands in, counted from 1, headers included.</summary>
    public required int Row { get; init; }

    public required DepositLineKind Kind { get; init; }

    /// <summary>勘定日 or 収納日, in Japan.</summary>
    public required DateOnly Day { get; init; }

    public required Yen Amount { get; init; }

    /// <summary>振込依頼人名 as received, in half-width kana and without outer blanks; empty from an agent.</summary>
    public string Payer { get; init; } = "";

    /// <summary>振込依頼人コード, 10 digits or empty.</summary>
    public string PayerCode { get; init; } = "";

    /// <summary>EDI情報 and 摘要内容, or what the agent carries for us (ユーザー使用欄), separated by a blank.</summary>
    public string Message { get; init; } = "";

    /// <summary>From where the money was sent: bank and branch, or the chain of the store.</summary>
    public string Origin { get; init; } = "";

    /// <summary>The society's account as bank, branch, kind and number; empty from an agent.</summary>
    public string Account { get; init; } = "";

    /// <summary>Whether whoever reports it tells it apart from others (照会番号, barcode, ユーザー使用欄). Two equal lines without one may be one transfer or two.</summary>
    public bool IsNumbered { get; init; } = true;

    /// <summary>The account's balance after it in yen, negative when overdrawn; null where the file tells none.</summary>
    public long? BalanceAfter { get; init; }

    /// <summary>郵便振替 and its corrections.</summary>
    public bool IsPostal { get; init; }

    /// <summary>
    /// Names the movement: the same in every file that reports it again, and different for two equal movements of one file. At most
    /// <see cref="KeyMaxLength"/> characters.
    /// </summary>
    public required string Key { get; init; }

    public const int KeyMaxLength = 60;
}

/// <summary>What a line of a deposit file says.</summary>
public enum DepositLineKind
{
    /// <summary>入金, 確報 or 郵便振替: the money is there.</summary>
    Money,

    /// <summary>出金: money that left the account. Of no concern here; counted only.</summary>
    Outgoing,

    /// <summary>取消, 訂正 or 郵便振替訂正: money reported before was taken back.</summary>
    TakenBack,

    /// <summary>速報: a store has taken the money, nothing has arrived yet.</summary>
    Preliminary,

    /// <summary>速報取消.</summary>
    PreliminaryTakenBack,
}

/// <summary>What kind of file it is.</summary>
public enum DepositFileKind
{
    /// <summary>全銀 振込入金通知 (種別 01).</summary>
    TransferNotices,

    /// <summary>全銀 入出金取引明細 (種別 03).</summary>
    AccountStatement,

    /// <summary>収納代行会社の収納データ (CSV).</summary>
    AgentCsv,
}

/// <summary>A deposit file that was read to its end without a fault.</summary>
/// <param name="Account">The accounts it speaks of, as bank, branch and number; empty for an agent.</param>
public sealed record DepositFileContent(DepositFileKind Kind, IReadOnlyList<string> Account, IReadOnlyList<DepositLine> Lines);

/// <summary>What is wrong with a deposit file, at most <see cref="MaxShown"/> places. Nothing of the file is used then.</summary>
public sealed record DepositFileFaulty(IReadOnlyList<DepositFault> Faults, int Count) : Refusal
{
    public const int MaxShown = 100;

    /// <summary>The record of the first place.</summary>
    public int FirstRow => Faults[0].Row;
}

/// <summary>One place at which a deposit file is wrong.</summary>
/// <param name="Row">The record, counted from 1.</param>
/// <param name="Column">The item of the record; <see cref="DepositColumn.Record"/> where the record as a whole is wrong.</param>
/// <param name="Expected">What it should be, such as a total; empty where the reason says all.</param>
/// <param name="Found">What stands there, cut to 40 characters; empty where nothing does.</param>
public sealed record DepositFault(int Row, DepositColumn Column, DepositFaultReason Reason, string Expected = "", string Found = "");

/// <summary>The items that can be wrong.</summary>
public enum DepositColumn
{
    Record,
    RecordType,
    FileType,
    CodeType,
    Day,
    Direction,
    Amount,
    Text,
    Count,
    Total,
    OutgoingCount,
    OutgoingTotal,
    Balance,
    RecordCount,
    AccountCount,
    AgentType,
    Time,
    Barcode,
    Store,
}

/// <summary>Why an item is wrong.</summary>
public enum DepositFaultReason
{
    /// <summary>The record has not 200 bytes, or not 13 columns.</summary>
    WrongLength,

    /// <summary>A record of this kind may not stand here, such as data before a header.</summary>
    OutOfPlace,

    /// <summary>The file ends without its trailer or end record.</summary>
    Missing,

    NotANumber,
    NotADay,
    NotATime,
    Unknown,
    NotPositive,

    /// <summary>The total is not the sum of the lines.</summary>
    DiffersFromLines,

    /// <summary>Bytes that are no CP932.</summary>
    Unreadable,

    /// <summary>EBCDIC, or 残高通知.</summary>
    NotSupported,

    CheckDigit,

    /// <summary>The amount is not the one in the barcode.</summary>
    DiffersFromBarcode,
}
