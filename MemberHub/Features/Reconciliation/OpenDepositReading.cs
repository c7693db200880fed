using System.Linq.Expressions;
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

/// <summary>Another deposit of the same day, amount and payer from elsewhere: perhaps the same money.</summary>
public sealed record AlikeDeposit(long Id, DepositSource Source, DepositState State);

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

        var days = rows.Select(row => row.ReceivedOn).Distinct().ToList();
        var others = rows.Count == 0 ? [] : await database.ReadLinesAsync(deposit => days.Contains(deposit.ReceivedOn), cancel);
        var alike = others.ToLookup(other => (other.ReceivedOn, other.Amount, other.Name));
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
                    && alike[(row.ReceivedOn, row.Amount, payer)].Any(other => other.IsElsewhere(row.Id, row.Source, row.FileId)),
            }),
        ];
    }

    /// <summary>The deposits that may be the same money as this one, whatever became of it.</summary>
    public static async Task<IReadOnlyList<AlikeDeposit>> ReadAlikeAsync(this MemberHubDbContext database, UnmatchedDeposit deposit, CancellationToken cancel)
    {
        if (deposit.ParentId is not null || PayerOf(deposit.Source, deposit.Payer, deposit.Message) is not { } payer)
        {
            return [];
        }

        var lines = await database.ReadLinesAsync(other => other.ReceivedOn == deposit.ReceivedOn && other.Amount == deposit.Amount, cancel);
        var ids = lines.Where(line => line.Name == payer && line.IsElsewhere(deposit.Id, deposit.Source, deposit.FileId)).Select(line => line.Id).ToList();
        var found = ids.Count == 0 ? [] : await database.UnmatchedDeposits.Include(other => other.Events).Where(other => ids.Contains(other.Id)).OrderBy(other => other.Id).AsNoTracking().ToListAsync(cancel);
        return [.. found.Select(other => new AlikeDeposit(other.Id, other.Source, other.State))];
    }

    // The same day, amount and payer from two sources or files may be one and the same money, booked or not. What the office has called a duplicate
    // leaves no doubt about the other.
    private static async Task<IReadOnlyList<Line>> ReadLinesAsync(this MemberHubDbContext database, Expression<Func<UnmatchedDeposit, bool>> where, CancellationToken cancel)
    {
        var lines = await database.UnmatchedDeposits.Where(where)
            .Where(deposit => deposit.ParentId == null
                && (deposit.ClosedUtc == null || deposit.Events.OrderByDescending(item => item.Sequence).Select(item => item.Kind).First() != DepositEventKind.Excluded))
            .Select(deposit => new { deposit.Id, deposit.ReceivedOn, deposit.Amount, deposit.Payer, deposit.Message, deposit.Source, deposit.FileId }).ToListAsync(cancel);
        return lines.ConvertAll(line => new Line(line.Id, line.ReceivedOn, line.Amount, PayerOf(line.Source, line.Payer, line.Message), line.Source, line.FileId));
    }

    // A bank's line may name nobody, or only a number; an agent tells equal amounts at stores apart by barcode and minute, but not those of the post.
    private static string? PayerOf(DepositSource source, string payer, string message) => PayerName.Fold(payer) switch
    {
        { Length: > 0 } folded => folded,
        _ when source == DepositSource.AgentPostal => $"postal {message}",
        _ => source is DepositSource.TransferNotices or DepositSource.AccountStatement || payer.Length > 0 ? payer : null,
    };

    private sealed record Line(long Id, DateOnly ReceivedOn, Yen Amount, string? Name, DepositSource Source, long? FileId)
    {
        public bool IsElsewhere(long id, DepositSource source, long? file) => Id != id && (FileId != file || Source != source);
    }
}
