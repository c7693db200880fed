using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Billing;

/// <summary>An overdue charge as the preview lists it.</summary>
public sealed record ReminderRow(string Number, string Name, FiscalYear Year, Yen Open, DateOnly DueOn, int Level, DateOnly? LastSentOn, DateOnly? WaitsUntil);

/// <summary>How many charges, and yen, have this outcome.</summary>
public sealed record ReminderCount(ReminderOutcome Outcome, int Charges, Yen Open);

/// <summary>The letters of one level.</summary>
public sealed record ReminderLevelCount(int Level, int Members, Yen Total);

/// <summary>What would be sent today, with one page of the charges.</summary>
/// <param name="Sample">The first letter as its reader would get it; null when nobody is reminded.</param>
/// <param name="Digest">Sending is refused when it is another one by then.</param>
/// <param name="MadeUtc">When it was made: what was sent after it explains why it is no longer true.</param>
public sealed record ReminderPreview(
    IReadOnlyList<ReminderCount> Outcomes,
    IReadOnlyList<ReminderLevelCount> Levels,
    IReadOnlyList<int> DaysAfterDue,
    ReminderOutcome Shown,
    IReadOnlyList<ReminderRow> Rows,
    int Page,
    int Pages,
    ReminderText? Sample,
    string Digest,
    DateTime MadeUtc,
    bool MaySend)
{
    public int Members => Levels.Sum(level => level.Members);
}

/// <summary>A letter's words.</summary>
public sealed record ReminderText(string Subject, string Body);

/// <summary>The dry run of reminders (督促の下見): sends nothing. Seven statements.</summary>
public sealed class PreviewReminders(MemberHubDatabases databases, BillingMails mails, TimeProvider clock)
{
    public const int PageSize = 50;

    public async Task<Result<ReminderPreview>> RunAsync(Actor actor, ReminderOutcome shown, int page, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.SeeOffice))
        {
            return new NotAllowed();
        }

        var nowUtc = clock.UtcNow();
        await using var database = databases.Open(actor.SocietyId);
        var society = await database.SocietyAsync(cancel);
        var settings = society.Settings.Reminders;
        var plan = await database.MakeReminderPlanAsync(settings, clock.Today(), cancel);
        var letters = plan.ToLetters();
        var lines = plan.Lines.Where(line => line.Outcome == shown).ToList();
        var sample = letters.Count == 0 ? null : mails.Reminder(society, letters[0], nowUtc);
        return new ReminderPreview(
            [.. plan.Lines.GroupBy(line => line.Outcome).OrderBy(group => group.Key).Select(group => new ReminderCount(group.Key, group.Count(), group.Total(line => line.Charge.Open)))],
            [.. letters.GroupBy(letter => letter.Level).OrderBy(group => group.Key).Select(group => new ReminderLevelCount(group.Key, group.Count(), group.Total(letter => letter.Total)))],
            settings.Levels(),
            shown,
            [.. lines.Skip((page - 1) * PageSize).Take(PageSize).Select(ToRow)],
            page,
            Math.Max(1, (lines.Count + PageSize - 1) / PageSize),
            sample is null ? null : new ReminderText(sample.Subject, sample.Body),
            plan.Digest(),
            nowUtc,
            actor.May(OfficeRight.PrepareBilling));
    }

    private static ReminderRow ToRow(ReminderLine line) => new(
        line.Charge.Number.Digits, line.Charge.Name, line.Charge.Year, line.Charge.Open, line.Charge.DueOn, line.Level, line.Charge.LastSentOn, line.Charge.WaitsUntil);
}
