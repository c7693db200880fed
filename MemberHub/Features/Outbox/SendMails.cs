using MemberHub.Data;
using MemberHub.Data.Outbox;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using MemberHub.Platform.Mail;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Outbox;

/// <summary>Sends the mails that are due. Several workers may run at once, also on several machines.</summary>
public sealed partial class SendMails(MemberHubDatabases databases, MailOutbox outbox, MailDelivery delivery, TimeProvider clock, ILogger<SendMails> log)
{
    private const int AtOnce = 50;

    /// <summary>How long a claimed mail is left alone: longer than any attempt, so that only a worker that died gives it up.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(15);

    /// <summary>The waits after each failure; after the last one the mail is given up.</summary>
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2), TimeSpan.FromHours(6), TimeSpan.FromHours(12), TimeSpan.FromHours(24),
    ];

    /// <summary>Returns how many mails left.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        if (!delivery.IsConfigured)
        {
            return 0;
        }

        var sent = 0;
        foreach (var mail in await DueAsync(cancel))
        {
            if (await ClaimAsync(mail, cancel))
            {
                sent += await SendAsync(mail, cancel) ? 1 : 0;
            }
        }

        return sent;
    }

    private async Task<List<DueMail>> DueAsync(CancellationToken cancel)
    {
        var now = clock.UtcNow();
        await using var database = databases.OpenAcrossSocieties();
        return await (
            from mail in database.OutboxMails.AcrossSocieties().AsNoTracking()
            join society in database.Societies on mail.SocietyId equals society.Id
            where mail.SentUtc == null && mail.FailedUtc == null && mail.NextAttemptUtc <= now
            orderby mail.NextAttemptUtc, mail.Id
            select new DueMail(mail, society))
            .Take(AtOnce)
            .ToListAsync(cancel);
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

    private async Task<bool> SendAsync(DueMail due, CancellationToken cancel)
    {
        try
        {
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
        await RowOf(database, due).ExecuteUpdateAsync(
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

    private sealed record DueMail(OutboxMail Mail, Society Society)
    {
        public OutgoingMail ToOutgoing(string body) => new(
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Mail.CreatedUtc.Ticks:x}-{Mail.Id}"),
            Mail.CreatedUtc,
            Mail.Recipient,
            Mail.Subject,
            body,
            Society.NameJa,
            Society.Settings.Issuer.Email is { Length: > 0 } office ? office : null);
    }
}
