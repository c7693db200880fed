using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Reconciliation;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Reconciliation;

/// <summary>A deposit that waits for somebody.</summary>
public sealed record OpenDepositRow
{
    public required long Id { get; init; }

    public required DateOnly ReceivedOn { get; init; }

    public required PaymentMethod Method { get; init; }

    public required Yen Amount { get; init; }

    public required string Payer { get; init; }

    public required string Message { get; init; }

    public required string Origin { get; init; }

    public required bool IsParked { get; init; }

    /// <summary>速報 only.</summary>
    public required bool IsAnnounced { get; init; }

    public required string Note { get; init; }

    public bool MayBeTwice { get; init; }

    public DepositFacts ToFacts() => new(Id, Amount, Payer, Message, MayBeTwice);
}

/// <summary>Reads the deposits that wait, the oldest first; two statements.</summary>
internal static class OpenDepositReading
{
    /// <summary>A society that has more waiting sees the oldest of them.</summary>
    public const int Most = 2_000;

    public static async Task<IReadOnlyList<OpenDepositRow>> ReadOpenDepositsAsync(this MemberHubDbContext database, CancellationToken cancel)
    {
        var rows = await database.UnmatchedDeposits.Where(deposit => deposit.ClosedUtc == null)
            .OrderBy(deposit => deposit.ReceivedOn).ThenBy(deposit => deposit.Id).Take(Most)
            .Select(deposit => new
            {
                deposit.Id,
                deposit.ReceivedOn,
                deposit.Method,
                deposit.Source,
                deposit.FileId,
                deposit.ParentId,
                deposit.Amount,
                deposit.Payer,
                deposit.Message,
                deposit.Origin,
                Last = deposit.Events.OrderByDescending(item => item.Sequence).Select(item => new { item.Kind, item.Detail }).First(),
            })
            .ToListAsync(cancel);

        // The same day, amount and payer from two sources or files may be one and the same money, booked or not. What the office has called a duplicate
        // leaves no doubt about the other.
        var days = rows.Select(row => row.ReceivedOn).Distinct().ToList();
        var others = rows.Count == 0 ? [] : await database.UnmatchedDeposits
            .Where(deposit => deposit.ParentId == null && days.Contains(deposit.ReceivedOn)
                && (deposit.ClosedUtc == null || deposit.Events.OrderByDescending(item => item.Sequence).Select(item => item.Kind).First() != DepositEventKind.Excluded))
            .Select(deposit => new { deposit.Id, deposit.ReceivedOn, deposit.Amount, deposit.Payer, deposit.Message, deposit.Source, deposit.FileId }).ToListAsync(cancel);
        var alike = others.ToLookup(other => (other.ReceivedOn, other.Amount, Payer: PayerOf(other.Source, other.Payer, other.Message)));
        return
        [
            .. rows.Select(row => new OpenDepositRow
            {
                Id = row.Id,
                ReceivedOn = row.ReceivedOn,
                Method = row.Method,
                Amount = row.Amount,
                Payer = row.Payer,
                Message = row.Message,
                Origin = row.Origin,
                IsParked = row.Last.Kind == DepositEventKind.Parked,
                IsAnnounced = row.Last.Kind is DepositEventKind.Announced or DepositEventKind.AnnouncementTakenBack,
                Note = row.Last.Detail,
                MayBeTwice = row.ParentId == null && PayerOf(row.Source, row.Payer, row.Message) is { } payer
                    && alike[(row.ReceivedOn, row.Amount, payer)].Any(other => other.Id != row.Id && (other.FileId != row.FileId || other.Source != row.Source)),
            }),
        ];
    }

    // A bank's line may name nobody, or only a number; an agent tells equal amounts at stores apart by barcode and minute, but not those of the post.
    private static string? PayerOf(DepositSource source, string payer, string message) => PayerName.Fold(payer) switch
    {
        { Length: > 0 } folded => folded,
        _ when source == DepositSource.AgentPostal => $"postal {message}",
        _ => source is DepositSource.TransferNotices or DepositSource.AccountStatement || payer.Length > 0 ? payer : null,
    };
}
