using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Bulk;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Billing;

/// <summary>Sends the reminders that were previewed (督促), all or none: the rows that say so and the mails in one transaction.</summary>
public sealed class SendReminders(MemberHubDatabases databases, BillingMails mails, TimeProvider clock)
{
    /// <param name="digest">Of the preview; nothing else is sent.</param>
    /// <param name="previewedUtc">When the preview was made.</param>
    /// <returns>How many members were reminded.</returns>
    public async Task<Result<int>> RunAsync(Actor actor, string digest, DateTime previewedUtc, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.PrepareBilling))
        {
            return new NotAllowed();
        }

        await using var database = databases.Open(actor.SocietyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        var society = await database.SocietyAsync(cancel);
        var plan = await database.MakeReminderPlanAsync(society.Settings.Reminders, clock.Today(), cancel);
        var letters = plan.ToLetters();
        if (plan.Digest() != digest)
        {
            return await ChangedAsync(database, previewedUtc, letters.Count, cancel);
        }

        if (letters.Count == 0)
        {
            return new NobodyToRemind();
        }

        var nowUtc = clock.UtcNow();
        List<Reminder> reminders = [.. letters.SelectMany(letter => letter.Lines)
            .Select(line => new Reminder(line.Charge.MemberId, line.Charge.ChargeId, line.Level, actor.AccountId, nowUtc))];
        var outgoing = letters.Select(letter => mails.Reminder(society, letter, nowUtc)).ToList();
        try
        {
            await database.GiveKeysAsync(reminders, cancel);
            await database.InsertAllAsync(reminders, cancel);
            await database.GiveKeysAsync(outgoing, cancel);
            await database.InsertAllAsync(outgoing, cancel);
        }
        catch (Exception error) when (error.IsUniqueViolation())
        {
            await transaction.RollbackAsync(cancel);
            await using var anew = databases.Open(actor.SocietyId);
            var left = await anew.MakeReminderPlanAsync(society.Settings.Reminders, clock.Today(), cancel);
            return await ChangedAsync(anew, previewedUtc, left.ToLetters().Count, cancel);
        }

        database.Record(actor, nowUtc, nameof(SendReminders), null, new
        {
            Members = letters.Count,
            Charges = reminders.Count,
            Total = letters.Total(letter => letter.Total).Value,
            Levels = letters.CountBy(letter => letter.Level).ToDictionary(),
            Digest = digest,
        });
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return letters.Count;
    }

    private static async Task<Result<int>> ChangedAsync(MemberHubDbContext database, DateTime previewedUtc, int now, CancellationToken cancel)
    {
        var last = await database.Reminders.Where(reminder => reminder.SentUtc >= previewedUtc).OrderByDescending(reminder => reminder.SentUtc)
            .Select(reminder => new { reminder.SentBy, reminder.SentUtc }).FirstOrDefaultAsync(cancel);
        if (last is null)
        {
            return new RemindersChanged(now);
        }

        var members = await database.Reminders.Where(reminder => reminder.SentBy == last.SentBy && reminder.SentUtc == last.SentUtc)
            .Select(reminder => reminder.MemberId).Distinct().CountAsync(cancel);
        var sent = JapanTime.Local(last.SentUtc);
        return new RemindersSentMeanwhile(await database.StaffNameAsync(last.SentBy, cancel), DateOnly.FromDateTime(sent), TimeOnly.FromDateTime(sent), members, now);
    }
}
