using MemberHub.Components.Texts;
using MemberHub.Data;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Billing;

/// <summary>A member in the list of a run.</summary>
/// <param name="Charged">What stands charged already; null for nothing.</param>
public sealed record BillingLineRow(string Number, string Name, string Category, int Units, Yen Amount, Yen? Charged, BillingOutcome Outcome)
{
    /// <summary>What was charged for the year before, where that was another amount; else null.</summary>
    public Yen? Before { get; init; }
}

/// <summary>Which members of a run are listed.</summary>
/// <param name="UnlikeBefore">Only those who are charged another amount than for the year before (前年度と金額が違う).</param>
public sealed record BillingFilter(BillingOutcome Outcome, bool UnlikeBefore = false)
{
    /// <summary>As the address says it.</summary>
    public string Name => UnlikeBefore ? nameof(UnlikeBefore) : Outcome.ToString();

    /// <summary>Reads what the address says; the new ones for anything unknown.</summary>
    public static BillingFilter Read(string? name) =>
        name == nameof(UnlikeBefore) ? new(BillingOutcome.New, UnlikeBefore: true) : new(Enum.TryParse<BillingOutcome>(name, out var outcome) ? outcome : BillingOutcome.New);
}

/// <summary>Who did something to a run, and when.</summary>
public sealed record BillingMoment(string Who, DateTime Utc);

/// <summary>A run with one page of its list.</summary>
public sealed record BillingRunView
{
    public required BillingRow Run { get; init; }

    public required BillingSummary Summary { get; init; }

    public required string Digest { get; init; }

    /// <summary>How many would be charged now, where the list is no longer the drafted one; null while it is.</summary>
    public int? ChangedTo { get; init; }

    public required BillingProgress Progress { get; init; }

    /// <summary>Null until the charges are written, and once they are taken back.</summary>
    public BillingAnnouncement? Announcement { get; init; }

    /// <summary>Who gave it up, and when; null unless it was discarded.</summary>
    public required BillingMoment? Discarded { get; init; }

    /// <summary>How many mails that announce it have gone out.</summary>
    public required int MailsSent { get; init; }

    /// <summary>The members who are listed.</summary>
    public required BillingFilter Shown { get; init; }

    /// <summary>From 1.</summary>
    public required int Page { get; init; }

    public required int Pages { get; init; }

    public required IReadOnlyList<BillingLineRow> Lines { get; init; }

    /// <summary>The one who looks drafted it, so another has to release.</summary>
    public required bool IsMine { get; init; }

    public required IReadOnlyDictionary<string, string> CategoryWords { get; init; }

    public required bool MayPrepare { get; init; }

    public required bool MayRelease { get; init; }

    /// <summary>A category of the list, which has its Japanese name, in the language of the page. One that is named otherwise by now stays as it was.</summary>
    public string WordOf(string category) => CategoryWords.GetValueOrDefault(category, category);
}

/// <summary>
/// Reads a run. Before it runs, its plan is made anew, so that a change of the list is seen at once; afterwards its kept list is shown. Twelve
/// statements at most.
/// </summary>
public sealed class OpenBillingRun(MemberHubDatabases databases)
{
    public const int PageSize = 50;

    public async Task<Result<BillingRunView>> RunAsync(Actor actor, long runId, BillingFilter shown, int page, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.SeeOffice))
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        if (await database.BillingRuns.AsNoTracking().SingleOrDefaultAsync(item => item.Id == runId, cancel) is not { } run)
        {
            return new BillingRunNotFound();
        }

        var plan = run.State is BillingState.Drafted or BillingState.Released
            ? await database.MakePlanAsync(run.FiscalYear, (await database.SettingsAsync(cancel)).Calendar, cancel)
            : null;
        var summary = plan?.Summarise() ?? run.Summary;
        var (lines, count) = plan is null ? await KeptAsync(database, runId, shown, page, cancel) : Planned(plan, shown, page);
        var names = await database.ReadStaffNamesAsync([run.DraftedBy, run.ReleasedBy, run.MovedBy], cancel);
        return new BillingRunView
        {
            Run = OpenBillings.ToRow(run, names),
            Summary = summary,
            Digest = run.Digest,
            ChangedTo = plan is not null && plan.ToList(run.PayableFrom, run.AnnounceOn).Digest != run.Digest ? summary.Of(BillingOutcome.New) : null,
            Progress = plan is null ? await database.ProgressAsync(runId, run.State, cancel) : new BillingProgress(run.State, 0, run.Count),
            Announcement = run.State is BillingState.Done or BillingState.Closed ? await database.AnnouncementAsync(runId, cancel) : null,
            Discarded = run.DiscardedUtc is { } discardedUtc ? new BillingMoment(names.GetValueOrDefault(run.MovedBy ?? 0, ""), discardedUtc) : null,
            MailsSent = plan is null ? await database.AnnouncementsSentAsync(runId, cancel) : 0,
            Shown = shown,
            Page = page,
            Pages = Math.Max(1, (count + PageSize - 1) / PageSize),
            Lines = lines,
            IsMine = run.DraftedBy == actor.AccountId,
            CategoryWords = await database.MemberCategories.AsNoTracking().ToDictionaryAsync(category => category.NameJa, category => category.NameIn(Languages.Current), cancel),
            MayPrepare = actor.May(OfficeRight.PrepareBilling),
            MayRelease = actor.May(OfficeRight.ReleaseBilling),
        };
    }

    private static (IReadOnlyList<BillingLineRow> Lines, int Count) Planned(BillingPlan plan, BillingFilter shown, int page)
    {
        var lines = plan.Lines.Where(line => line.Outcome == shown.Outcome && (line.IsUnlikeBefore || !shown.UnlikeBefore)).ToList();
        return ([.. lines.Skip((page - 1) * PageSize).Take(PageSize).Select(line => new BillingLineRow(
            line.Member.Number.Digits, line.Member.Name, line.Member.CategoryName, line.Member.Units, line.Amount, line.Member.Charged, line.Outcome)
        {
            Before = line.IsUnlikeBefore ? line.Member.ChargedBefore : null,
        })], lines.Count);
    }

    private static async Task<(IReadOnlyList<BillingLineRow> Lines, int Count)> KeptAsync(
        MemberHubDbContext database, long runId, BillingFilter shown, int page, CancellationToken cancel)
    {
        if (shown != new BillingFilter(BillingOutcome.New) || await database.BillingRunLists.AsNoTracking().SingleOrDefaultAsync(list => list.RunId == runId, cancel) is not { } kept)
        {
            return ([], 0);
        }

        var items = kept.ToList().ToItems();
        var part = items.Skip((page - 1) * PageSize).Take(PageSize).ToList();
        var ids = part.ConvertAll(item => item.MemberId);
        var names = await database.Members.Where(member => ids.Contains(member.Id)).ToDictionaryAsync(member => member.Id, member => member.Person.Name, cancel);
        return ([.. part.Select(item => new BillingLineRow(
            item.Number.Digits, names.GetValueOrDefault(item.MemberId, ""), item.CategoryName, item.Units, item.Amount, null, BillingOutcome.New))], items.Count);
    }
}
