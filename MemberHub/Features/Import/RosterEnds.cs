using MemberHub.Components.Texts;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Ledger;
using MemberHub.Data.Queries;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Import;

/// <summary>
/// What follows when a roster sets, moves or clears the day of leaving (退会日) of somebody who was here before: the same as when the office enters it. Somebody who
/// comes with the day has left long ago, and whoever had left already owes what is open; nothing of theirs is taken off.
/// </summary>
internal sealed class RosterEnds(MemberHubDbContext database, Actor? by, DateTime nowUtc, IStringLocalizer<StatusText> text)
{
    private readonly List<MovedEnd> moved = [];

    public EndCounts Counts { get; private set; } = new();

    /// <summary>To be called before the row is written over the member.</summary>
    public void Note(Member member, DateOnly? day)
    {
        if (member.WithdrawnOn != day || (day is null && member.Leaving is not null))
        {
            moved.Add(new MovedEnd(member.Id, member.WithdrawnOn, day is null ? member.Leaving : null, day));
        }
    }

    /// <summary>Once the money of the files is written: what they say was paid is not taken off.</summary>
    public async Task SettleAsync(CancellationToken cancel)
    {
        foreach (var part in moved.Chunk(200))
        {
            var ids = part.Select(end => end.MemberId).ToList();
            var ended = part.Where(end => end.Day is not null).Select(end => end.MemberId).ToList();
            var notices = await database.WithdrawalNotices.Live().Where(notice => ended.Contains(notice.MemberId)).ToListAsync(cancel);
            notices.ForEach(notice => notice.End(nowUtc));
            var readers = await database.ReadMailReadersAsync(ids, cancel);
            foreach (var end in part)
            {
                Record(end, await SettleAsync(end, readers.GetValueOrDefault(end.MemberId)?.Language, cancel));
            }

            Counts = Counts with { Notices = Counts.Notices + notices.Count };
            await database.SaveChangesAsync(cancel);
            database.ChangeTracker.Clear();
        }
    }

    private Task<EndedDues> SettleAsync(MovedEnd end, string? language, CancellationToken cancel) => end switch
    {
        { Day: not { } } => database.UndoEndAsync(end.MemberId, nowUtc, cancel),
        { Day: { } day, Before: { } before } when before <= JapanTime.DateOf(nowUtc) => database.MoveEndAsync(end.MemberId, day, text.EndOn(language, day), nowUtc, cancel),
        { Day: { } day } => database.EndDuesAsync(end.MemberId, day, text.EndOn(language, day), nowUtc, cancel),
    };

    private void Record(MovedEnd end, EndedDues dues)
    {
        Counts = Counts with { TakenOff = Counts.TakenOff + dues.TakenOff.Count, OwedAgain = Counts.OwedAgain + dues.OwedAgain.Count };
        IReadOnlyList<object> changes = [.. end.Cleared is { } kind ? [new { Field = "Leaving", Old = kind.ToString(), New = "" }] : Array.Empty<object>(), .. dues.Changes];
        if (changes.Count > 0)
        {
            database.Add(AuditTrail.By(by, nowUtc, nameof(ImportRosterAndDues), end.MemberId, new { changes, dues.TakenOff, dues.OwedAgain }));
        }
    }

    /// <param name="Cleared">How the membership had ended that goes on now.</param>
    private sealed record MovedEnd(long MemberId, DateOnly? Before, MemberLeaving? Cleared, DateOnly? Day);
}

/// <summary>What the days of leaving (退会日) of a roster bring about beyond themselves.</summary>
/// <param name="TakenOff">Charges of later years that are asked for no more.</param>
/// <param name="OwedAgain">Charges that are asked for again, because the member did not leave, or later.</param>
/// <param name="Notices">Withdrawal notices (退会届) that end with it.</param>
public sealed record EndCounts(int TakenOff = 0, int OwedAgain = 0, int Notices = 0)
{
    /// <summary>What is to be told, each kind under its name, without those that are none.</summary>
    public IEnumerable<(string Kind, int Count)> Told() => new[] { ("TakenOff", TakenOff), ("OwedAgain", OwedAgain), ("Notices", Notices) }.Where(told => told.Item2 > 0);
}
