using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Reconciliation;

namespace MemberHub.Features.Reconciliation;

/// <summary>Deposits by what is still to be done about them.</summary>
public enum DepositFilter
{
    All,

    /// <summary>未消込.</summary>
    Open,

    /// <summary>保留.</summary>
    Parked,

    /// <summary>返金手続中: the money has not left yet.</summary>
    Refunding,

    /// <summary>処理済み: matched, split, sent back, taken back, or no member's money.</summary>
    Done,
}

/// <summary>Which deposits are looked for. Texts as typed, empty for no matter.</summary>
public sealed record DepositSearch
{
    public DepositFilter Filter { get; init; }

    public string From { get; init; } = "";

    public string Until { get; init; } = "";

    public string Amount { get; init; } = "";

    /// <summary>Words of ご依頼人 or 通信欄, each of which has to be there; full-width kana find what banks write in half width.</summary>
    public string Payer { get; init; } = "";

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;

    public DateOnly? ReadFrom() => JapaneseDate.Read(From);

    public DateOnly? ReadUntil() => JapaneseDate.Read(Until);

    public Yen? ReadAmount() => AmountText.Read(Amount);

    /// <summary>Whether all that was typed can be read.</summary>
    public bool IsReadable =>
        (From.Length == 0 || ReadFrom() is not null) && (Until.Length == 0 || ReadUntil() is not null) && (Amount.Length == 0 || ReadAmount() is not null);
}

/// <summary>A deposit that was found.</summary>
/// <param name="Note">What was written with its last step, or empty.</param>
/// <param name="Members">Whose it was settled as, at most three.</param>
public sealed record FoundDeposit(
    long Id, DateOnly ReceivedOn, PaymentMethod Method, Yen Amount, string Payer, string Message, DepositState State, string Note, IReadOnlyList<string> Members);

/// <summary>One page of the deposits that were looked for.</summary>
/// <param name="Search">As it was carried out: with the first day where none was typed.</param>
public sealed record FoundDeposits(DepositSearch Search, IReadOnlyList<FoundDeposit> Rows, bool HasMore);
