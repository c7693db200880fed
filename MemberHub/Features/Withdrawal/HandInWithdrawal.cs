using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Register;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Withdrawal;

/// <summary>A notice as the member hands it in.</summary>
public sealed class WithdrawalForm
{
    /// <summary>Why, if the member wants to say.</summary>
    public string? Reason { get; set; }

    /// <summary>The box under what leaving means.</summary>
    public bool Understood { get; set; }

    /// <summary>The day of leaving that the page has shown, as yyyy-MM-dd.</summary>
    public string? ShownLeavesOn { get; set; }
}

/// <summary>
/// Hands a withdrawal notice in (退会届), by the member or, when it came on paper, by the office. A second press, and a page of the old year, are refused; what the
/// post brought before the year turned counts for the year before.
/// </summary>
public sealed class HandInWithdrawal(MemberHubDatabases databases, WithdrawalMails mails, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Actor actor, WithdrawalForm form, CancellationToken cancel)
    {
        await using var database = databases.Open(actor.SocietyId);
        if (await database.MemberOfAsync(actor, OfficeRight.EditMembers, cancel) is not { } memberId || (actor.OnBehalfOf is null && actor.Withdrawn))
        {
            return new NotAllowed();
        }

        var reason = JapaneseText.Text((form.Reason ?? "").ReplaceLineEndings(" "));
        if (reason.Length > WithdrawalNotice.ReasonMaxLength || JapaneseText.HasControlCharacters(reason))
        {
            return new WithdrawalReasonWrong(WithdrawalNotice.ReasonMaxLength);
        }

        if (!form.Understood)
        {
            return new WithdrawalNotUnderstood();
        }

        var (today, nowUtc) = (clock.Today(), clock.UtcNow());
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        var offered = WithdrawalReading.TermsFor(actor, today, (await database.SettingsAsync(cancel)).Calendar);
        if (offered.FirstOrDefault(terms => terms.LeavesOn == JapaneseDate.Read(form.ShownLeavesOn)) is not { } terms)
        {
            return new WithdrawalTermsChanged(offered[0].LeavesOn);
        }

        var member = await database.Members.Where(member => member.Id == memberId).Select(member => new { member.WithdrawnOn, member.JoinedOn }).SingleAsync(cancel);
        if (member.WithdrawnOn is { } leaves)
        {
            return new LeavesAlready(leaves);
        }

        if (terms.LeavesOn < member.JoinedOn)
        {
            return new WithdrawalTermsChanged(offered[0].LeavesOn);
        }

        var notice = new WithdrawalNotice(memberId, terms, reason, nowUtc);
        database.Add(notice);
        var owed = await database.OwedAsync(notice, today, cancel);
        database.Record(actor, nowUtc, nameof(HandInWithdrawal), memberId, new { terms.LeavesOn, LastYear = terms.LastYear.Year, Owed = owed.Open().Value }, reason);
        await mails.QueueAsync(database, notice, WithdrawalMailKind.HandedIn, owed, cancel);
        try
        {
            await database.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
        }
        catch (DbUpdateException error) when (error.IsUniqueViolation())
        {
            return new AlreadyHandedIn();
        }

        return Done.It;
    }
}
