using System.Diagnostics;
using MemberHub.Data;
using MemberHub.Data.Outbox;
using MemberHub.Domain.Calendar;
using MemberHub.Features.Outbox;
using MemberHub.Tests.Platform.Mail;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Outbox;

public sealed class SendMailsTests : IAsyncDisposable
{
    private readonly TestApp app = new();
    private readonly LoopbackSmtp server = new();

    public SendMailsTests()
    {
        app.Settings["Mail:Folder"] = "";
        app.Settings["Mail:Smtp:Host"] = "127.0.0.1";
        app.Settings["Mail:Smtp:Port"] = $"{server.Port}";
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Many_workers_send_each_mail_once()
    {
        for (var i = 0; i < 5; i++)
        {
            await WriteAsync($"m{i}@example.jp", "本文", isSecret: false);
        }

        var counts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Send().RunAsync(MailLane.Single, Cancel)));
        await UntilAsync(mails => mails.All(mail => mail.SentUtc is not null));

        Assert.True(counts.Sum() <= 5);
        Assert.Equal(5, server.Mails.Count);
    }

    [Fact]
    public async Task A_mail_whose_row_cannot_be_written_breaks_off_no_other()
    {
        await app.SocietyAsync();
        await using (var database = app.Databases.OpenAcrossSocieties())
        {
            await database.Database.ExecuteSqlRawAsync(
                database.Database.IsNpgsql()
                    ? """ALTER TABLE "OutboxMails" ADD CONSTRAINT "Broken" CHECK ("Recipient" <> 'broken@example.jp' OR "Attempts" = 0)"""
                    : """CREATE TRIGGER "Broken" BEFORE UPDATE ON "OutboxMails" WHEN NEW."Recipient" = 'broken@example.jp' BEGIN SELECT RAISE(ABORT, 'broken'); END""",
                Cancel);
        }

        server.Pause = TimeSpan.FromMilliseconds(200);
        foreach (var to in (string[])["a@example.jp", "b@example.jp", "broken@example.jp", "c@example.jp"])
        {
            await WriteAsync(to, "本文", isSecret: false);
        }

        var mails = await UntilAsync(rows => rows.Count(mail => mail.SentUtc is not null) == 3);

        Assert.Equal((null, 0), mails.Where(mail => mail.Recipient == "broken@example.jp").Select(mail => (mail.SentUtc, mail.Attempts)).Single());
        Assert.Equal(3, server.Mails.Count);
        Assert.DoesNotContain(app.Logs.Lines, line => line.Contains("broken@", StringComparison.Ordinal));
    }

    [Fact]
    [Asvs("15.2.2")]
    public async Task A_link_for_a_new_password_passes_a_thousand_mails_of_a_broadcast_and_is_there_in_five_seconds()
    {
        app.Settings["Mail:BulkPerMinute"] = "3000";
        server.Pause = TimeSpan.FromMilliseconds(40);
        await WriteBulkAsync(1_000);
        await UntilAsync(mails => mails.Count(mail => mail.SentUtc is not null) >= 8);

        var waited = Stopwatch.StartNew();
        await WriteAsync("taro@example.jp", "https://example.jp/?token=geheim", isSecret: true);
        while (!server.Commands.Contains("RCPT TO:<taro@example.jp>"))
        {
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(5), $"{server.Mails.Count} others went before.");
            await Task.Delay(20, Cancel);
        }

        Assert.InRange(server.Mails.Count, 8, 500);
    }

    [Fact]
    public async Task A_secret_lies_encrypted_and_is_wiped_once_sent()
    {
        server.Answers["RCPT"] = "450 later";
        await WriteAsync("taro@example.jp", "https://example.jp/?token=geheim", isSecret: true);

        var waiting = await UntilAsync(mails => mails[0].Attempts == 1 && mails[0].LastError.Length > 0);
        Assert.DoesNotContain("geheim", waiting[0].Body);
        Assert.NotEmpty(waiting[0].Body);

        server.Answers.Clear();
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var sent = await UntilAsync(mails => mails[0].SentUtc is not null);
        Assert.Equal("", sent[0].Body);
        Assert.Contains("token=geheim", Accounts.ReceivedMail.Read(server.Mails.Last()).Body);
    }

    [Fact]
    public async Task A_mailbox_that_does_not_exist_is_given_up_and_shown_without_its_name()
    {
        server.Answers["RCPT"] = "550 taro@example.jp unknown";
        await WriteAsync("taro@example.jp", "本文", isSecret: true);

        var mail = Assert.Single(await UntilAsync(mails => mails[0].FailedUtc is not null));

        Assert.Equal(("RCPT: 550", 1, ""), (mail.LastError, mail.Attempts, mail.Body));
    }

    [Fact]
    public async Task A_server_that_stays_away_is_asked_less_and_less_and_then_no_more()
    {
        server.Answers["MAIL"] = "421 busy";
        await WriteAsync("taro@example.jp", "本文", isSecret: false);
        var waits = new List<TimeSpan>();

        for (var attempt = 1; attempt <= 9; attempt++)
        {
            var row = Assert.Single(await UntilAsync(mails => mails[0].Attempts == attempt && mails[0].NextAttemptUtc - app.Clock.UtcNow() != TimeSpan.FromMinutes(15) && mails[0].LastError.Length > 0));
            Assert.Equal(attempt == 9, row.FailedUtc is not null);
            waits.Add(row.NextAttemptUtc - app.Clock.UtcNow());
            app.Clock.Set(new DateTimeOffset(row.NextAttemptUtc, TimeSpan.Zero));
        }

        Assert.Equal(waits[..8].Order(), waits[..8]);
        Assert.Equal(TimeSpan.FromSeconds(30), waits[0]);
        Assert.Equal(TimeSpan.FromHours(24), waits[7]);
    }

    private SendMails Send() => app.Services.GetRequiredService<SendMails>();

    private async Task WriteAsync(string to, string body, bool isSecret)
    {
        var society = await app.SocietyAsync();
        var outbox = app.Services.GetRequiredService<MailOutbox>();
        await using var database = app.Databases.Open(society.Id);
        Action<MemberHubDbContext, DateTime, string, string, string> add = isSecret ? outbox.AddSecret : outbox.Add;
        add(database, app.Clock.UtcNow(), to, "件名", body);
        await database.SaveChangesAsync(Cancel);
    }

    private async Task WriteBulkAsync(int count)
    {
        var society = await app.SocietyAsync();
        await using var database = app.Databases.Open(society.Id);
        database.AddRange(Enumerable.Range(0, count).Select(i => new OutboxMail
        {
            Recipient = $"m{i}@example.jp",
            Subject = "お知らせ",
            Body = "本文",
            IsBulk = true,
            CreatedUtc = app.Clock.UtcNow(),
            NextAttemptUtc = app.Clock.UtcNow(),
        }));
        await database.SaveChangesAsync(Cancel);
    }

    /// <summary>The job of the running app sends, too; the rows say when it has.</summary>
    private async Task<List<OutboxMail>> UntilAsync(Func<List<OutboxMail>, bool> done)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            await using var database = app.Databases.OpenAcrossSocieties();
            var mails = await database.OutboxMails.AcrossSocieties().AsNoTracking().ToListAsync(Cancel);
            if (mails.Count > 0 && done(mails))
            {
                return mails;
            }

            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(40), string.Join("; ", mails.Select(mail => $"{mail.Attempts} {mail.LastError} {mail.NextAttemptUtc:O}")));
            await Task.Delay(100, Cancel);
        }
    }
}
