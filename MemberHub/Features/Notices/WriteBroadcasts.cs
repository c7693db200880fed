using MemberHub.Components.Texts;
using MemberHub.Data;
using MemberHub.Data.Bulk;
using MemberHub.Data.Outbox;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Notices;

/// <summary>
/// Puts the mails of broadcasts into the outbox, so many at a time. A part's mails and the position behind them are one transaction: killed at any
/// moment, it goes on where it was, and nobody is written to twice.
/// </summary>
public sealed class WriteBroadcasts(MemberHubDatabases databases, UnsubscribeLinks links, TimeProvider clock, IStringLocalizer<NoticesText> texts)
{
    private const int PartSize = 200;

    /// <summary>Writes one part of each broadcast; how many mails that were.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var written = 0;
        foreach (var (societyId, jobId) in await WaitingAsync(cancel))
        {
            written += await WritePartAsync(societyId, jobId, cancel);
        }

        return written;
    }

    private async Task<List<(long SocietyId, long JobId)>> WaitingAsync(CancellationToken cancel)
    {
        await using var database = databases.OpenAcrossSocieties();
        var jobs = await database.JobRuns.AcrossSocieties().Where(job => job.Kind == BroadcastJob.Kind && job.FinishedUtc == null)
            .OrderBy(job => job.Id).Select(job => new { job.SocietyId, job.Id }).ToListAsync(cancel);
        return jobs.ConvertAll(job => (job.SocietyId, job.Id));
    }

    private async Task<int> WritePartAsync(long societyId, long jobId, CancellationToken cancel)
    {
        await using var database = databases.Open(societyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        var job = await database.JobRuns.AsNoTracking().SingleAsync(item => item.Id == jobId, cancel);
        var id = BroadcastJob.BroadcastOf(job);
        var broadcast = await database.Broadcasts.AsNoTracking().SingleAsync(item => item.Id == id, cancel);
        var (readers, _, last) = await database.NextReadersAsync(broadcast.Audience, clock.Today(), job.Position, PartSize, cancel);

        // The position moves first: a second worker, and a part that was stopped meanwhile, find nothing to move.
        var nowUtc = clock.UtcNow();
        var position = last ?? job.Position;
        DateTime? finished = last is null ? nowUtc : null;
        var result = ReadableJson.Write(new BroadcastProgress(BroadcastProgress.Read(job).Readers + readers.Count));
        if (await database.JobRuns.Where(item => item.Id == jobId && item.Position == job.Position && item.FinishedUtc == null)
            .ExecuteUpdateAsync(
                item => item.SetProperty(row => row.Position, position).SetProperty(row => row.FinishedUtc, finished).SetProperty(row => row.Result, result), cancel) == 0)
        {
            return 0;
        }

        var society = await database.Societies.AsNoTracking().SingleAsync(item => item.Id == societyId, cancel);
        var mails = readers.Select(reader => MailFor(society, broadcast, reader, nowUtc)).ToList();
        await database.GiveKeysAsync(mails, cancel);
        await database.InsertAllAsync(mails, cancel);
        await transaction.CommitAsync(cancel);
        return mails.Count;
    }

    private OutboxMail MailFor(Society society, Broadcast broadcast, BroadcastReader reader, DateTime nowUtc)
    {
        var (link, text) = (links.For(society.Id, reader.MemberId), broadcast.Text.For(reader.Language));
        return new OutboxMail
        {
            Recipient = reader.Email,
            Subject = Cut(MergeText.Fill(text.Subject, reader.Values), OutboxMail.SubjectMaxLength),
            Body = MergeText.Fill(text.Body, reader.Values) + Footer(society, reader.Language, link),
            IsBulk = true,
            UnsubscribeUrl = link,
            CreatedUtc = nowUtc,
            NextAttemptUtc = nowUtc,
        };
    }

    private string Footer(Society society, string? language, string link)
    {
        using var spoken = Spoken.In(language);
        return texts["Mail.Footer", society.NameIn(Languages.Current), society.Settings.Issuer.Email, society.Settings.Issuer.Phone, link];
    }

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..most];
}
