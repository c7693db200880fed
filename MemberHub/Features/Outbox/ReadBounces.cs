using System.Globalization;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Outbox;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using MemberHub.Platform.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MemberHub.Features.Outbox;

/// <summary>
/// Reads returned mail. What failed for good goes to the office's list, and its address is marked if it is dead; what was not delivered this time is only noted; what
/// cannot be read is put aside. The rows are written before the file moves: killed in between, the same file does nothing a second time.
/// </summary>
public sealed partial class ReadBounces(MemberHubDatabases databases, IOptions<MailOptions> options, TimeProvider clock, ILogger<ReadBounces> log)
{
    private const int FilesPerRun = 200;

    /// <summary>Returns how many files were dealt with.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        if (options.Value.BounceFolder is not { Length: > 0 } path || !System.IO.Directory.Exists(path))
        {
            return 0;
        }

        var (folder, read) = (new BounceFolder(path), 0);
        foreach (var file in folder.Waiting(FilesPerRun))
        {
            try
            {
                folder.Move(file, await TakeAsync(file, cancel) ? BounceFolder.Done : BounceFolder.Unread);
                read++;
            }
            // Still being written, not ours to read, or written down by another worker at this moment: the next run looks again.
            catch (Exception error) when (error is IOException or UnauthorizedAccessException || error.IsUniqueViolation())
            {
                LogUnreachable(error.GetType().Name);
            }
        }

        return read;
    }

    /// <summary>False for what a person has to look at.</summary>
    private async Task<bool> TakeAsync(string file, CancellationToken cancel)
    {
        var bytes = await BounceFolder.ReadAsync(file, cancel);
        var bounce = BounceReader.Read(bytes);
        if (bounce.Kind == BounceFileKind.AutoReply || bounce is { Kind: BounceFileKind.Report, Reports.Count: 0 })
        {
            return true;
        }

        var understood = false;
        foreach (var report in bounce.Reports)
        {
            if (await MailOfAsync(bounce.MailId, cancel) is { } mail)
            {
                await ApplyAsync(mail, report, Path.GetFileName(file), cancel);
                understood = true;
            }
        }

        if (!understood)
        {
            await PutAsideAsync(BounceFolder.DigestOf(bytes), Path.GetFileName(file), cancel);
        }

        return understood;
    }

    // Anybody can write a report that names an address; the name of a mail is known only to where it went.
    private async Task<OutboxMail?> MailOfAsync(string? mailId, CancellationToken cancel)
    {
        if (mailId is null)
        {
            return null;
        }

        var key = OutgoingMail.KeyIn(mailId);
        await using var database = databases.OpenAcrossSocieties();
        var named = await database.OutboxMails.AcrossSocieties().AsNoTracking().SingleOrDefaultAsync(mail => mail.Id == key, cancel);
        return named is not null && OutgoingMail.IdOf(named.CreatedUtc, named.Id) == mailId ? named : null;
    }

    private async Task ApplyAsync(OutboxMail mail, BounceReport report, string fileName, CancellationToken cancel)
    {
        var nowUtc = clock.UtcNow();
        var kind = report.Kind == BounceKind.Permanent ? MailBounceKind.Permanent : MailBounceKind.Transient;
        var key = string.Create(CultureInfo.InvariantCulture, $"mail:{mail.Id}:{kind}");
        await using var database = databases.Open(mail.SocietyId);
        if (await database.MailBounces.AnyAsync(bounce => bounce.EffectKey == key, cancel))
        {
            return;
        }

        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        database.Add(new MailBounce
        {
            EffectKey = key,
            Kind = kind,
            Status = report.Status,
            MailId = mail.Id,
            FileName = Short(fileName),
            ReceivedUtc = nowUtc,
        });
        if (kind == MailBounceKind.Permanent)
        {
            await NoteAsync(database, mail, report, nowUtc, cancel);
        }

        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    private static async Task NoteAsync(MemberHubDbContext database, OutboxMail mail, BounceReport report, DateTime nowUtc, CancellationToken cancel)
    {
        var (folded, status) = (UndeliverableAddress.Fold(mail.Recipient), report.Status);
        if (report.IsDead && !await database.UndeliverableAddresses.AnyAsync(mark => mark.Address == folded, cancel))
        {
            database.Add(new UndeliverableAddress { Address = folded, Status = status, SinceUtc = nowUtc });
        }

        DateTime? failed = nowUtc;
        await database.OutboxMails.Where(row => row.Id == mail.Id && row.FailedUtc == null).ExecuteUpdateAsync(
            row => row.SetProperty(item => item.FailedUtc, failed).SetProperty(item => item.LastError, OutboxMail.Bounced + status), cancel);
        var memberId = await (
            from account in database.Users
            join link in database.AccountMembers on account.Id equals link.AccountId
            where account.NormalizedEmail == folded
            select (long?)link.MemberId).FirstOrDefaultAsync(cancel);
        database.RecordBySystem(nowUtc, nameof(ReadBounces), memberId, new { Mail = mail.Id, status });
    }

    // Whose it is cannot be told, so the first society's office has it on its list.
    private async Task PutAsideAsync(string digest, string fileName, CancellationToken cancel)
    {
        await using var all = databases.OpenAcrossSocieties();
        var society = await all.Societies.OrderBy(row => row.Id).Select(row => row.Id).FirstAsync(cancel);
        await using var database = databases.Open(society);
        var key = $"file:{digest}";
        if (await database.MailBounces.AnyAsync(bounce => bounce.EffectKey == key, cancel))
        {
            return;
        }

        database.Add(new MailBounce { EffectKey = key, Kind = MailBounceKind.Unreadable, FileName = Short(fileName), ReceivedUtc = clock.UtcNow() });
        database.RecordBySystem(clock.UtcNow(), nameof(ReadBounces), null, new { Unreadable = digest });
        await database.SaveChangesAsync(cancel);
    }

    private static string Short(string name) => name.Length <= MailBounce.FileNameMaxLength ? name : name[..MailBounce.FileNameMaxLength];

    [LoggerMessage(Level = LogLevel.Warning, Message = "A file of returned mail could not be read or moved: {Kind}")]
    private partial void LogUnreachable(string kind);
}
