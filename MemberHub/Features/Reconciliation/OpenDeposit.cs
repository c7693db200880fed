using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Reconciliation;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Reconciliation;

/// <summary>One deposit with its history, what is proposed for it, and the members that were looked for.</summary>
public sealed record DepositView
{
    public required OpenDepositRow Deposit { get; init; }

    public required DepositState State { get; init; }

    public required DepositSource Source { get; init; }

    /// <summary>Deposits that may be the same money.</summary>
    public required IReadOnlyList<AlikeDeposit> Alike { get; init; }

    public required InboxRow? Proposal { get; init; }

    public required IReadOnlyList<InboxChoice> Found { get; init; }

    public required IReadOnlyList<DepositStep> Steps { get; init; }

    public required bool CanRecord { get; init; }

    public required bool CanRefund { get; init; }
}

/// <summary>One step of its history.</summary>
public sealed record DepositStep(DepositEventKind Kind, string When, string Who, string Detail);

/// <summary>Reads one deposit; with a search, the members found and how the deposit would settle what each owes.</summary>
public sealed class OpenDeposit(MemberHubDatabases databases, DepositHistory history, TimeProvider clock)
{
    private const int MostFound = 20;

    public async Task<Result<DepositView>> RunAsync(Actor actor, long depositId, string search, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.SeeOffice))
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        if (await DepositHistory.FindAsync(database, depositId, cancel) is not { } deposit)
        {
            return new DepositNotFound();
        }

        var events = deposit.Events.OrderBy(item => item.Sequence).ToList();
        var names = await history.NamesAsync(database, events.Select(item => item.AccountId), cancel);
        var steps = events.ConvertAll(item => new DepositStep(item.Kind, DepositHistory.Moment(item.OccurredUtc), names(item.AccountId), item.Detail));
        var alike = await database.ReadAlikeAsync(deposit, cancel);
        var row = new OpenDepositRow
        {
            Id = deposit.Id,
            ReceivedOn = deposit.ReceivedOn,
            Method = deposit.Method,
            Amount = deposit.Amount,
            Payer = deposit.Payer,
            Message = deposit.Message,
            Origin = deposit.Origin,
            IsParked = deposit.State == DepositState.Parked,
            IsAnnounced = deposit.State == DepositState.Preliminary,
            Note = events[^1].Detail,
            MayBeTwice = alike.Count > 0,
        };
        var matcher = deposit.State.IsOpen() ? await database.ReadMatcherAsync(clock.Today(), cancel) : null;
        var proposal = matcher is null ? null : InboxRows.Of(matcher, row);
        List<InboxChoice> found =
            matcher is null || search.Trim().Length == 0 ? [] : [.. matcher.Search(search, MostFound).Select(member => InboxRows.Of(matcher, matcher.For(member.MemberId, row.Amount)!, row.IsParked))];
        await database.RecordLooksAsync(actor, found.Concat(proposal?.Choices ?? []).SelectMany(choice => choice.Parts).Select(part => part.MemberId), clock.UtcNow(), cancel);
        return new DepositView
        {
            Deposit = row,
            State = deposit.State,
            Source = deposit.Source,
            Alike = alike,
            Proposal = proposal,
            Found = found,
            Steps = steps,
            CanRecord = actor.May(OfficeRight.RecordMoney),
            CanRefund = actor.May(OfficeRight.RefundMoney),
        };
    }
}
