using MemberHub.Domain;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;

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

    /// <summary>Charges that an invoice or another order under way already holds.</summary>
    public required IReadOnlyList<LiveInvoice> LiveInvoices { get; init; }

    public required IReadOnlyList<NoticeRow> Notices { get; init; }

    /// <summary>Of all that are shown, not only of the newest.</summary>
    public int UnreadNotices { get; init; }

    /// <summary>What the society gives its members (会員特典), by title; empty for who has left.</summary>
    public IReadOnlyList<DashboardBenefit> Benefits { get; init; } = [];

    public bool Withdrawn { get; init; }
}

/// <summary>An invoice that waits for its transfer.</summary>
public sealed record LiveInvoice(string Number, Yen Amount, DateOnly DueOn);

/// <summary>A benefit in the language of the page; closed, the member has something to do or to wait for first.</summary>
public sealed record DashboardBenefit(string Title, bool IsOpen);

/// <summary>A notice in the language of the page.</summary>
public sealed record NoticeRow(long Id, string Title, DateOnly PublishedOn, bool IsRead);
