using MemberHub.Data;
using MemberHub.Data.Outbox;
using MemberHub.Domain.Calendar;
using MemberHub.Features.Outbox;
using MemberHub.Platform.Mail;
using MemberHub.Tests.Platform.Mail;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MemberHub.Tests.Features.Outbox;

public sealed class BulkMailTests : IAsyncLifetime
{
    private PlainDatabase database = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Folder => Path.Combine(database.Folder, "mail");

    public async ValueTask InitializeAsync()
    {
        database = await PlainDatabase.CreateWithSocietyAsync();
        var options = database.Get<IOptions<MailOptions>>().Value;
        (options.Folder, options.BulkPerMinute) = (Folder, 90);
        System.IO.Directory.CreateDirectory(Folder);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task Mails_to_many_leave_in_a_steady_flow_and_no_more_than_the_setting_in_a_minute()
    {
        await WriteAsync(200, isBulk: true);

        Assert.Equal(3, await SendAsync(MailLane.Bulk));
        for (var run = 0; run < 60; run++)
        {
            await SendAsync(MailLane.Bulk);
        }

        Assert.Equal(90, Sent);
        Assert.Equal(0, await SendAsync(MailLane.Bulk));
        database.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(3, await SendAsync(MailLane.Bulk));
    }

    [Fact]
    public async Task Mails_to_one_reader_know_no_such_limit()
    {
        await WriteAsync(150, isBulk: false);

        Assert.Equal(0, await SendAsync(MailLane.Bulk));
        Assert.Equal(150, await SendAsync(MailLane.Single));
        Assert.Equal(150, Sent);
    }

    [Fact]
    public async Task A_mail_that_is_recalled_while_its_attempt_fails_is_not_tried_again()
    {
        await using var server = new LoopbackSmtp { Pause = TimeSpan.FromSeconds(1), Answers = { ["content"] = "450 later" } };
        var options = database.Get<IOptions<MailOptions>>().Value;
        (options.Folder, options.Smtp.Host, options.Smtp.Port) = ("", "127.0.0.1", server.Port);
        await WriteAsync(1, isBulk: true);

        var sending = SendAsync(MailLane.Bulk);
        while (!server.Commands.Contains("DATA"))
        {
            await Task.Delay(20, Cancel);
        }

        await using var open = database.Databases.Open(database.Society.Id);
        var now = database.Clock.UtcNow();
        await open.OutboxMails.ExecuteUpdateAsync(mail => mail.SetProperty(row => row.FailedUtc, now).SetProperty(row => row.NotedUtc, now).SetProperty(row => row.LastError, OutboxMail.Recalled), Cancel);
        Assert.Equal(0, await sending);

        database.Clock.Advance(TimeSpan.FromDays(1));
        await SendAsync(MailLane.Bulk);
        Assert.Single(server.Mails);
    }

    private int Sent => System.IO.Directory.GetFiles(Folder, "*.eml").Length;

    private Task<int> SendAsync(MailLane lane) => database.Get<SendMails>().RunAsync(lane, Cancel);

    private async Task WriteAsync(int count, bool isBulk)
    {
        await using var open = database.Databases.Open(database.Society.Id);
        var now = database.Clock.UtcNow();
        open.AddRange(Enumerable.Range(0, count).Select(i => new OutboxMail { Recipient = $"m{i}@example.jp", Subject = "件名", Body = "本文", IsBulk = isBulk, CreatedUtc = now, NextAttemptUtc = now }));
        await open.SaveChangesAsync(Cancel);
    }
}
