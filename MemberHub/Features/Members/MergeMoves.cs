using MemberHub.Data;
using MemberHub.Data.Accounts;
using MemberHub.Data.Configurations;
using MemberHub.Data.Queries;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Members;

/// <summary>Makes the rows of one member another's, within the caller's transaction.</summary>
public static class MergeMoves
{
    /// <summary>Every table that says whose its rows are, except what <see cref="Kept"/> names.</summary>
    public static readonly IReadOnlyList<string> Moved =
        ["DuesCharge", "PaymentOrder", "Payment", "Credit", "Refund", "PaymentTask", "IssuedDocument", "Reminder", "PaymentMonth", "LeaveOfAbsence", "PayerAlias", "SupportTicket", "WithdrawalNotice", "ProfileReview"];

    /// <summary>What stays: the member's own fields are chosen one by one, the audit trail is never changed, of what was decided of a class only what is still to come moves, and a certificate ends with its entry of the roster.</summary>
    public static readonly IReadOnlyList<string> Kept = ["Affiliation", "AuditEntry", "MemberTouch", "MemberChange", "AccountMember", "FirstPassword", "BenefitView", "MembershipCertificate"];

    /// <param name="takesClass">The class of the member who is merged away stays.</param>
    /// <param name="staying">Charges that stay, see <see cref="MergeReading.StayingChargesAsync"/>.</param>
    internal static async Task MoveAsync(MemberHubDbContext database, long keep, long other, bool takesClass, IReadOnlyList<long> staying, CancellationToken cancel)
    {
        await database.DuesCharges.Where(row => row.MemberId == other && !staying.Contains(row.Id)).ExecuteUpdateAsync(set => set.SetProperty(row => row.MemberId, keep), cancel);
        await database.Reminders.Where(row => row.MemberId == other && !staying.Contains(row.ChargeId)).ExecuteUpdateAsync(set => set.SetProperty(row => row.MemberId, keep), cancel);
        await database.PaymentOrders.Where(row => row.MemberId == other).ExecuteUpdateAsync(set => set.SetProperty(row => row.MemberId, keep), cancel);
        await database.Payments.Where(row => row.MemberId == other).ExecuteUpdateAsync(set => set.SetProperty(row => row.MemberId, keep), cancel);
        await database.Credits.Where(row => row.MemberId == other).ExecuteUpdateAsync(set => set.SetProperty(row => row.MemberId, keep), cancel);
        await database.Refunds.IgnoreQueryFilters([Live.Name]).Where(row => row.MemberId == other).ExecuteUpdateAsync(set => set.SetProperty(row => row.MemberId, keep), cancel);
        await database.PaymentTasks.Where(row => row.MemberId == other).ExecuteUpdateAsync(set => set.SetProperty(row => row.MemberId, (long?)keep), cancel);
        await database.IssuedDocuments.Where(row => row.MemberId == other).ExecuteUpdateAsync(set => set.SetProperty(row => row.MemberId, keep), cancel);

        await database.ProfileReviews.Where(row => row.MemberId == other).ExecuteUpdateAsync(set => set.SetProperty(row => row.MemberId, keep), cancel);
        await database.SupportTickets.Where(row => row.MemberId == other).ExecuteUpdateAsync(set => set.SetProperty(row => row.MemberId, (long?)keep), cancel);

        // Where the other says something of the same year or payer already, that stands.
        await database.PaymentMonths.Where(row => row.MemberId == other && !database.PaymentMonths.Any(own => own.MemberId == keep && own.FiscalYear == row.FiscalYear))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.MemberId, keep), cancel);
        await database.LeavesOfAbsence.Where(row => row.MemberId == other && !database.LeavesOfAbsence.Any(own => own.MemberId == keep && own.From == row.From))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.MemberId, keep), cancel);
        await database.WithdrawalNotices.Where(row => row.MemberId == other && (row.RefusedUtc != null || row.UndoneUtc != null || row.EndedUtc != null || !database.WithdrawalNotices.Live().Any(own => own.MemberId == keep)))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.MemberId, keep), cancel);
        await database.PayerAliases.Where(row => row.MemberId == other && !database.PayerAliases.Any(own => own.MemberId == keep && own.Payer == row.Payer))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.MemberId, keep), cancel);
        await database.PayerAliases.Where(row => row.MemberId == other).ExecuteDeleteAsync(cancel);

        // What was decided of the class that goes is void; what was decided of the class that stays goes on.
        var dropped = takesClass ? keep : other;
        await database.MemberChanges.Where(row => row.MemberId == dropped && row.AppliedUtc == null).ExecuteDeleteAsync(cancel);
        await database.MemberChanges.Where(row => row.MemberId == other && row.AppliedUtc == null && !database.MemberChanges.Any(own => own.MemberId == keep && own.From == row.From))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.MemberId, keep), cancel);
    }

    /// <summary>One account stays with the member; the other can sign in no more unless it belongs to somebody else, too.</summary>
    internal static async Task MoveAccountAsync(MemberHubDbContext database, long keep, long other, bool takeOthers, DateTime nowUtc, CancellationToken cancel)
    {
        var (mine, theirs) = (await LinkAsync(database, keep, cancel), await LinkAsync(database, other, cancel));
        var (stays, goes) = theirs is not null && (takeOthers || mine is null) ? (theirs, mine) : (mine, theirs);
        foreach (var link in new[] { mine, theirs }.OfType<AccountMember>())
        {
            database.Remove(link);
        }

        await database.SaveChangesAsync(cancel);
        if (stays is not null)
        {
            database.Add(new AccountMember { AccountId = stays.AccountId, MemberId = keep });
            await database.SaveChangesAsync(cancel);
        }

        await database.FirstPasswords.Where(row => (row.MemberId == keep || row.MemberId == other) && row.EndedUtc == null).ExecuteUpdateAsync(set => set.SetProperty(row => row.EndedUtc, nowUtc), cancel);
        if (goes is not null
            && !await database.AccountMembers.AcrossSocieties().AnyAsync(link => link.AccountId == goes.AccountId, cancel)
            && !await database.StaffAssignments.AcrossSocieties().AnyAsync(staff => staff.AccountId == goes.AccountId, cancel))
        {
            // Its address is free for the account that stays.
            await database.Users.Where(account => account.Id == goes.AccountId).ExecuteUpdateAsync(
                set => set.SetProperty(account => account.Email, (string?)null).SetProperty(account => account.NormalizedEmail, (string?)null).SetProperty(account => account.PasswordHash, (string?)null), cancel);
            await database.AccountSessions.Where(session => session.AccountId == goes.AccountId && session.EndedUtc == null).ExecuteUpdateAsync(set => set.SetProperty(session => session.EndedUtc, nowUtc), cancel);
        }
    }

    private static Task<AccountMember?> LinkAsync(MemberHubDbContext database, long member, CancellationToken cancel) =>
        database.AccountMembers.SingleOrDefaultAsync(link => link.MemberId == member, cancel);
}
