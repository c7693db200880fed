using MemberHub.Domain;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Payments;

namespace MemberHub.Features.Dashboard;

/// <summary>What the dashboard shows; small, because it travels from the first page to the circuit.</summary>
public sealed record DashboardView
{
    public required string Name { get; init; }

    public required string MemberNumber { get; init; }

    public required string Category { get; init; }

    public string? Rank { get; init; }

    public required string Institution { get; init; }

    public required string Department { get; init; }

    public required MailingDestination MailingDestination { get; init; }

    public string? Email { get; init; }

    /// <summary>Mail to <see cref="Email"/> came back: nothing is sent there until it is corrected.</summary>
    public bool EmailIsDead { get; init; }

    public required MemberLedger Ledger { get; init; }

    /// <summary>What the member or the office has begun to have the claim paid (お支払い手続), the newest first.</summary>
    public required IReadOnlyList<LiveOrder> LiveOrders { get; init; }

    /// <summary>Some of the claim is in no order yet.</summary>
    public bool CanPayMore { get; init; }

    public required IReadOnlyList<NoticeRow> Notices { get; init; }

    /// <summary>Of all that are shown, not only of the newest.</summary>
    public int UnreadNotices { get; init; }

    /// <summary>What the society gives its members (会員特典), by title; empty for who has left.</summary>
    public IReadOnlyList<DashboardBenefit> Benefits { get; init; } = [];

    public bool Withdrawn { get; init; }
}

/// <summary>An order that may still bring money: where it stands, who acts next, and until when.</summary>
public sealed record LiveOrder
{
    public required string Reference { get; init; }

    public required OrderState State { get; init; }

    public required Yen Amount { get; init; }

    /// <summary>The last day on which to pay: the voucher's, or the invoice's due date. Null without one.</summary>
    public DateOnly? PayBy { get; init; }

    /// <summary>The member's own invoice (請求番号); null for other methods.</summary>
    public string? InvoiceNumber { get; init; }

    /// <summary>The institution that the office has asked for the money (勤務先への一括請求); empty for the member's own order.</summary>
    public string PaidBy { get; init; } = "";

    /// <summary>The days within which the slip was promised; null for other methods.</summary>
    public DateOnly? SlipEarliest { get; init; }

    /// <inheritdoc cref="SlipEarliest"/>
    public DateOnly? SlipLatest { get; init; }

    /// <summary>振込用紙送付日.</summary>
    public DateOnly? SlipSentOn { get; init; }

    /// <summary>What to correct after the post brought the slip back; empty otherwise.</summary>
    public string Correction { get; init; } = "";
}

/// <summary>A benefit in the language of the page; closed, the member has something to do or to wait for first.</summary>
public sealed record DashboardBenefit(string Title, bool IsOpen);

/// <summary>A notice in the language of the page.</summary>
public sealed record NoticeRow(long Id, string Title, DateOnly PublishedOn, bool IsRead);
