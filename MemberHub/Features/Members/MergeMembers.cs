using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Ledger;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Members;

/// <summary>What is decided when two members become one.</summary>
/// <param name="Taken">The fields whose value of the member who is merged away stays.</param>
public sealed record MergeForm(int KeepVersion, int OtherVersion, IReadOnlySet<MergeField> Taken, string Reason);

/// <summary>
/// Makes two members one (統合): what belongs to the one moves to the other, with all its money and papers, in one transaction; nothing of the ledger is
/// rewritten but whose it is. The number that is merged away is never given again and leads to the other.
/// </summary>
public sealed class MergeMembers(MemberHubDatabases databases, TimeProvider clock)
{
    public const int ReasonMaxLength = 400;

    public async Task<Result<Done>> RunAsync(Actor actor, string keepNumber, string otherNumber, MergeForm form, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.EditMembers))
        {
            return new NotAllowed();
        }

        if (string.IsNullOrWhiteSpace(form.Reason) || form.Reason.Trim().Length > ReasonMaxLength)
        {
            return new ReasonMissing(ReasonMaxLength);
        }

        await using var database = databases.Open(actor.SocietyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        await database.LockBillingAsync(cancel);
        var (keep, other) = (await database.FindToMergeAsync(keepNumber, cancel), await database.FindToMergeAsync(otherNumber, cancel));
        if (keep is null || other is null || keep.Id == other.Id)
        {
            return await database.MissingAsync(keep is null ? keepNumber : otherNumber, cancel);
        }

        await database.LockLedgersAsync([keep.Id, other.Id], cancel);

        // A colleague may have been faster while this one waited for the ledgers.
        if (await database.Members.Where(row => (row.Id == keep.Id || row.Id == other.Id) && row.MergedIntoId != null).Select(row => row.Id).FirstOrDefaultAsync(cancel) is > 0 and var gone)
        {
            return await database.MissingAsync(gone == keep.Id ? keepNumber : otherNumber, cancel);
        }

        if (keep.Version != form.KeepVersion || other.Version != form.OtherVersion)
        {
            return await database.ChangedByAsync(keep.Version != form.KeepVersion ? keep.Id : other.Id, cancel);
        }

        if (await database.ObstacleAsync(keep, other, cancel) is { } obstacle)
        {
            return obstacle;
        }

        var staying = await database.StayingChargesAsync(keep.Id, other.Id, cancel);
        var moves = await database.CountMovesAsync(other.Id, staying, cancel);
        keep.Take(other, form.Taken);
        other.MergeInto(keep.Id, clock.Today());
        database.Record(actor, clock.UtcNow(), nameof(MergeMembers), keep.Id, new { From = other.Number.Digits, Taken = string.Join(',', form.Taken.Order()), Moved = moves }, form.Reason.Trim());
        database.Record(actor, clock.UtcNow(), nameof(MergeMembers), other.Id, new { Into = keep.Number.Digits }, form.Reason.Trim());
        database.Entry(keep).Property(row => row.Version).IsModified = true;
        if (await database.SaveAsync(other, cancel) is { } refusal)
        {
            return refusal;
        }

        await MergeMoves.MoveAsync(database, keep.Id, other.Id, form.Taken.Contains(MergeField.Classification), staying, cancel);
        await MergeMoves.MoveAccountAsync(database, keep.Id, other.Id, form.Taken.Contains(MergeField.Account), clock.UtcNow(), cancel);
        await transaction.CommitAsync(cancel);
        return Done.It;
    }
}
