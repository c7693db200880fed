using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Withdrawal;

/// <summary>One notice as the office decides on it.</summary>
public sealed record WithdrawalFile
{
    public required long Id { get; init; }

    public required string Number { get; init; }

    public required string Name { get; init; }

    public required DateOnly Today { get; init; }

    public required DateOnly HandedInOn { get; init; }

    public required WithdrawalTerms Terms { get; init; }

    public required WithdrawalState State { get; init; }

    public required WithdrawalRule Rule { get; init; }

    /// <summary>Why the member leaves; empty for no answer.</summary>
    public required string Reason { get; init; }

    public required string RefusalReason { get; init; }

    public required IReadOnlyList<ChargePosition> Owed { get; init; }

    /// <summary>Open dues of later years: confirming takes them off.</summary>
    public required IReadOnlyList<ChargePosition> Needless { get; init; }

    /// <summary>What was paid for later years: it stays paid until the office sends it back (返金).</summary>
    public required Yen PaidAhead { get; init; }

    /// <summary>The actor may confirm and send back.</summary>
    public required bool MayDecide { get; init; }

    public bool IsLive => State is WithdrawalState.HandedIn or WithdrawalState.Confirmed or WithdrawalState.AwaitsPayment;
}

/// <summary>Reads one notice for the office.</summary>
public sealed class OpenWithdrawalNotice(MemberHubDatabases databases, TimeProvider clock)
{
    public async Task<Result<WithdrawalFile>> RunAsync(Actor actor, long id, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.SeeOffice))
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        if (await database.WithdrawalNotices.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancel) is not { } notice)
        {
            return new NoSuchWithdrawal();
        }

        await database.RecordLooksAsync(actor, [notice.MemberId], clock.UtcNow(), cancel);
        var rule = (await database.SettingsAsync(cancel)).Withdrawal;
        var member = await database.Members.Where(row => row.Id == notice.MemberId).Select(row => new { row.Number, row.Person.Name }).SingleAsync(cancel);
        var ledger = await database.ReadLedgerAsync(notice.MemberId, clock.Today(), cancel);
        var owed = notice.Terms.OwedOf(ledger);
        var later = ledger.Charges.Where(charge => notice.Terms.IsNeedless(charge.Item, charge.Year)).ToList();
        return new WithdrawalFile
        {
            Id = notice.Id,
            Number = member.Number.Digits,
            Name = member.Name,
            Today = clock.Today(),
            HandedInOn = JapanTime.DateOf(notice.HandedInUtc),
            Terms = notice.Terms,
            State = notice.StateFor(owed.Open(), rule),
            Rule = rule,
            Reason = notice.Reason,
            RefusalReason = notice.RefusalReason,
            Owed = owed,
            Needless = later.FindAll(charge => charge.IsOpen),
            PaidAhead = later.Total(charge => charge.Allocated),
            MayDecide = actor.May(OfficeRight.EditMembers),
        };
    }
}
