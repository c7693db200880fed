using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Queries;
using MemberHub.Data.Register;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Withdrawal;

/// <summary>What the member sees of leaving.</summary>
public sealed record WithdrawalView
{
    public required DateOnly Today { get; init; }

    public required WithdrawalRule Rule { get; init; }

    /// <summary>Of the notice that lives; of one handed in today where there is none.</summary>
    public required WithdrawalTerms Terms { get; init; }

    /// <summary>The terms to choose from when a notice is handed in today: one for members, two for the office.</summary>
    public required IReadOnlyList<WithdrawalTerms> Offered { get; init; }

    /// <summary>What is owed by these terms, oldest first.</summary>
    public required IReadOnlyList<ChargePosition> Owed { get; init; }

    /// <summary>The last notice's state; null for a member who never handed one in.</summary>
    public WithdrawalState? State { get; init; }

    /// <summary>The day on which it was handed in.</summary>
    public DateOnly? HandedInOn { get; init; }

    /// <summary>The last notice lives: no other can be handed in.</summary>
    public bool IsLive { get; init; }

    public bool CanBeUndone { get; init; }

    /// <summary>Why the office sent the last notice back; empty when it did not.</summary>
    public string RefusalReason { get; init; } = "";

    /// <summary>The day of leaving of somebody who has left, or whom the office lets go on a day; else null.</summary>
    public DateOnly? LeftOn { get; init; }

    public string OfficeEmail { get; init; } = "";
}

/// <summary>Reads what leaving means today for the member whose matter it is, and where a notice stands.</summary>
public sealed class OpenWithdrawal(MemberHubDatabases databases, TimeProvider clock)
{
    public async Task<Result<WithdrawalView>> RunAsync(Actor actor, CancellationToken cancel)
    {
        var today = clock.Today();
        await using var database = databases.Open(actor.SocietyId);
        if (await database.MemberOfAsync(actor, OfficeRight.EditMembers, cancel) is not { } memberId)
        {
            return new NotAllowed();
        }

        await database.RecordLookOnBehalfAsync(actor, memberId, clock.UtcNow(), cancel);
        var settings = await database.SettingsAsync(cancel);
        var leftOn = await database.Members.Where(member => member.Id == memberId).Select(member => member.WithdrawnOn).SingleAsync(cancel);
        var notice = await database.WithdrawalNotices.AsNoTracking().Where(row => row.MemberId == memberId).OrderByDescending(row => row.Id).FirstOrDefaultAsync(cancel);
        var terms = notice is { IsLive: true } ? notice.Terms : WithdrawalTerms.Of(today, settings.Calendar);
        var ledger = await database.ReadLedgerAsync(memberId, today, cancel);
        var owed = leftOn is null ? terms.OwedOf(ledger) : ledger.ToClaim().Lines;
        return new WithdrawalView
        {
            Today = today,
            Rule = settings.Withdrawal,
            Terms = terms,
            Offered = WithdrawalReading.TermsFor(actor, today, settings.Calendar),
            Owed = owed,
            State = notice?.StateFor(owed.Open(), settings.Withdrawal),
            HandedInOn = notice is null ? null : JapanTime.DateOf(notice.HandedInUtc),
            IsLive = notice is { IsLive: true },
            CanBeUndone = notice?.CanBeUndone(today) == true,
            RefusalReason = notice?.RefusalReason ?? "",
            LeftOn = leftOn,
            OfficeEmail = settings.Issuer.Email,
        };
    }
}
