using MemberHub.Data;
using MemberHub.Data.Outbox;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using MemberHub.Platform.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MemberHub.Features.Outbox;

/// <summary>Which mails a worker sends.</summary>
public enum MailLane
{
    /// <summary>Mails to one reader.</summary>
    Single,

    /// <summary>Mails of which many say the same.</summary>
    Bulk,
}

/// <summary>Sends the mails that are due in a lane. Several workers may run at once, also on several machines.</summary>
public sealed partial class SendMails(
    MemberHubDatabases databases, MailOutbox outbox, MailDelivery delivery, IOptions<MailOptions> options, TimeProvider clock, ILogger<SendMails> log)
{
    /// <summary>So few are read at once that a link somebody waits for is soon among the next.</summary>
    private const int PartSize = 8;

    private const int Connections = 4;

    private const int SinglesPerRun = 500;

    /// <summary>How long a claimed mail is left alone: longer than any attempt, so that only a worker that died gives it up.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(15);

    /// <summary>The waits after each failure; after the last one the mail is given up.</summary>
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2), TimeSpan.FromHours(6), TimeSpan.FromHours(12), TimeSpan.FromHours(24),
    ];

    /// <summary>Returns how many mails left.</summary>
    public async Task<int> RunAsync(MailLane lane, CancellationToken cancel)
    {
        if (!delivery.IsConfigured)
        {
            return 0;
        }

        var (sent, unwritten) = (0, 0);
        for (var allowed = lane == MailLane.Bulk ? await BulkAllowedAsync(cancel) : SinglesPerRun; allowed > 0;)
        {
            var due = await DueAsync(lane, Math.Min(allowed, PartSize), cancel);
            if (due.Count == 0)
            {
                break;
            }

            var dead = await DeadAmongAsync(due, cancel);
            await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = Connections, CancellationToken = cancel }, async (mail, _) =>
            {
                switch (await TryAsync(mail, dead.Contains((mail.Society.Id, UndeliverableAddress.Fold(mail.Mail.Recipient))), cancel))
                {
                    case true: Interlocked.Increment(ref sent); break;
                    case null: Interlocked.Increment(ref unwritten); break;
                }
            });
            // A database that takes nothing down is asked again at the next pulse, not at once.
            allowed = unwritten > 0 ? 0 : allowed - due.Count;
        }

        return sent;
    }

    /// <summary>A steady flow: what a minute allows is not sent in its first second.</summary>
    private async Task<int> BulkAllowedAsync(CancellationToken cancel)
    {
        var since = clock.UtcNow() - TimeSpan.FromMinutes(1);
        var perMinute = options.Value.BulkPerMinute;
        var perRun = (int)Math.Ceiling(perMinute * OutboxFeature.Pulse.TotalMinutes);
        await using var database = databases.OpenAcrossSocieties();
        return Math.Min(perRun, perMinute - await database.OutboxMails.AcrossSocieties().CountAsync(mail => mail.IsBulk && mail.SentUtc > since, cancel));
    }

    // What lets somebody in is waited for: it comes first.
    private async Task<List<DueMail>> DueAsync(MailLane lane, int most, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        var bulk = lane == MailLane.Bulk;
        await using var database = databases.OpenAcrossSocieties();
        return await (
            from mail in database.OutboxMails.AcrossSocieties().AsNoTracking()
            join society in database.Societies on mail.SocietyId equals society.Id
            where mail.IsBulk == bulk && mail.SentUtc == null && mail.FailedUtc == null && mail.NextAttemptUtc <= now
            orderby mail.HasSecret descending, mail.NextAttemptUtc, mail.Id
            select new DueMail(mail, society))
            .Take(most)
            .ToListAsync(cancel);
    }

    /// <summary>The addresses among them that nothing is sent to, with their society.</summary>
    private async Task<HashSet<(long SocietyId, string Address)>> DeadAmongAsync(List<DueMail> due, CancellationToken cancel)
    {
        var addresses = due.Select(mail => UndeliverableAddress.Fold(mail.Mail.Recipient)).Distinct().ToList();
        await using var database = databases.OpenAcrossSocieties();
        var marks = await database.UndeliverableAddresses.AcrossSocieties().Where(mark => addresses.Contains(mark.Address))
            .Select(mark => new { mark.SocietyId, mark.Address }).ToListAsync(cancel);
        return [.. marks.Select(mark => (mark.SocietyId, mark.Address))];
    }

    /// <summary>Of several workers that read the same row, one moves it on; the others find nothing to move.</summary>
    private async Task<bool> ClaimAsync(DueMail due, CancellationToken cancel)
    {
        var until = clock.UtcNow() + Lease;
        await using var database = databases.OpenAcrossSocieties();
        return await RowOf(database, due)
            .Where(mail => mail.NextAttemptUtc == due.Mail.NextAttemptUtc && mail.SentUtc == null && mail.FailedUtc == null)
            .ExecuteUpdateAsync(row => row.SetProperty(mail => mail.NextAttemptUtc, until).SetProperty(mail => mail.Attempts, mail => mail.Attempts + 1), cancel) == 1;
    }

    // What cannot be written down for one mail must not break off others that are on their way: if claimed, it waits for the end of its lease. Null for that.
    private async Task<bool?> TryAsync(DueMail due, bool isDead, CancellationToken cancel)
    {
        try
        {
            return await ClaimAsync(due, cancel) && await SendAsync(due, isDead, cancel);
        }
        catch (Exception error) when (!cancel.IsCancellationRequested)
        {
            LogUnwritten(due.Mail.Id, error.GetType().Name);
            return null;
        }
    }

    private async Task<bool> SendAsync(DueMail due, bool isDead, CancellationToken cancel)
    {
        try
        {
            if (isDead && !due.Mail.ProvesAddress)
            {
                throw new MailRefusedException(OutboxMail.Undeliverable);
            }

            await delivery.SendAsync(due.ToOutgoing(outbox.BodyOf(due.Mail)), cancel);
        }
        // Whatever goes wrong with one mail is written down with it, and the next one has its turn.
        catch (Exception error) when (!cancel.IsCancellationRequested)
        {
            LogFailed(due.Mail.Id, due.Mail.Attempts + 1, Reason(error));
            await NoteFailureAsync(due, error, cancel);
            return false;
        }

        // No cancellation any more: it has left, and that must be written down.
        await NoteSentAsync(due);
        return true;
    }

    private async Task NoteSentAsync(DueMail due)
    {
        var now = clock.UtcNow();
        var body = due.Mail.HasSecret ? "" : due.Mail.Body;
        await using var database = databases.OpenAcrossSocieties();
        await RowOf(database, due).ExecuteUpdateAsync(row => row
            .SetProperty(mail => mail.SentUtc, now)
            .SetProperty(mail => mail.LastError, "")
            .SetProperty(mail => mail.Body, body));
    }

    private async Task NoteFailureAsync(DueMail due, Exception error, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        var givenUp = error is MailRefusedException || due.Mail.Attempts >= Waits.Length;
        DateTime? failed = givenUp ? now : null;
        var next = givenUp ? now : now + Waits[due.Mail.Attempts];
        var body = givenUp && due.Mail.HasSecret ? "" : due.Mail.Body;
        await using var database = databases.OpenAcrossSocieties();

        // One that was recalled meanwhile is not tried again.
        await RowOf(database, due).Where(mail => mail.FailedUtc == null).ExecuteUpdateAsync(
            row => row
                .SetProperty(mail => mail.FailedUtc, failed)
                .SetProperty(mail => mail.NextAttemptUtc, next)
                .SetProperty(mail => mail.LastError, Reason(error))
                .SetProperty(mail => mail.Body, body),
            cancel);
    }

    private static IQueryable<OutboxMail> RowOf(MemberHubDbContext database, DueMail due) =>
        database.OutboxMails.AcrossSocieties().Where(mail => mail.Id == due.Mail.Id);

    /// <summary>Our own messages carry codes only; of all others, which may name an address, the kind is kept.</summary>
    private static string Reason(Exception error) => error is MailRefusedException or MailDelayedException
        ? error.Message
        : error.GetType().Name;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Id} was not sent at attempt {Attempt}: {Reason}")]
    private partial void LogFailed(long id, int attempt, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "What became of mail {Id} could not be written down: {Kind}")]
    private partial void LogUnwritten(long id, string kind);

    private sealed record DueMail(OutboxMail Mail, Society Society)
    {
        public OutgoingMail ToOutgoing(string body) => new(
            OutgoingMail.IdOf(Mail.CreatedUtc, Mail.Id),
            Mail.CreatedUtc,
            Mail.Recipient,
            Mail.Subject,
            body,
            Society.NameJa,
            Society.Settings.Issuer.Email is { Length: > 0 } office ? office : null)
        {
            UnsubscribeUrl = Mail.UnsubscribeUrl is { Length: > 0 } url ? url : null,
        };
    }
}
