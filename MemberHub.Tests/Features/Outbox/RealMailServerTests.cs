using MemberHub.Data.Outbox;
using MemberHub.Domain.Calendar;
using MemberHub.Features.Outbox;
using MemberHub.Platform.Mail;
using MemberHub.Tests.Platform.Mail;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MemberHub.Tests.Features.Outbox;

/// <summary>The sender against a real mail server: encryption, certificates, sign-in, answers, and the mail as a mail program reads it.</summary>
public sealed class RealMailServerTests : IAsyncLifetime
{
    private const string Subject = "【青葉臨床医学会】2026年度 年会費のお支払いについて（髙橋　真理子 様、𠮷野家の件）";
    private const string Body = "髙橋　真理子 様\n\n.点で始まる行\nhttps://member.example.jp/payments\n";

    private static readonly string LongLine = string.Concat(Enumerable.Repeat("長い行です。", 400));

    private PlainDatabase world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => world = await PlainDatabase.CreateWithSocietyAsync();

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Theory]
    [InlineData("starttls", SmtpSecurity.StartTls)]
    [InlineData("starttls", SmtpSecurity.Auto)]
    [InlineData("tls", SmtpSecurity.Tls)]
    public async Task A_mail_goes_over_an_encrypted_line_after_sign_in_and_reads_as_it_was_written(string mode, SmtpSecurity security)
    {
        await using var server = await MailServer.StartAsync(mode);
        Use(server, security);
        await WriteAsync("ta..ro@example.jp", Body + LongLine);

        Assert.Equal(1, await SendAsync());

        var mail = Assert.Single(server.Mails);
        var row = await RowAsync();
        Assert.Equal((true, "hub"), (mail.Encrypted, mail.User));
        Assert.Equal(("bounce+" + OutgoingMail.IdOf(row.CreatedUtc, row.Id) + "@example.jp", "ta..ro@example.jp"), (mail.From, Assert.Single(mail.To)));
        Assert.Equal((Subject, world.Society.NameJa, "utf-8"), (mail.Headers["Subject"], mail.Sender, mail.Charset));
        Assert.Equal((Body + LongLine).ReplaceLineEndings("\n"), mail.Text.ReplaceLineEndings("\n").TrimEnd('\n'));
        Assert.Equal(world.Clock.GetUtcNow(), mail.Date);
        Assert.Equal($"<{OutgoingMail.IdOf(row.CreatedUtc, row.Id)}@example.jp>", mail.Headers["Message-ID"]);
        Assert.Equal("List-Unsubscribe=One-Click", mail.Headers["List-Unsubscribe-Post"]);
        Assert.Empty(mail.Defects);
        Assert.True(mail.Ascii);
        Assert.InRange(mail.Longest, 1, 998);
    }

    [Theory]
    [InlineData("starttls", SmtpSecurity.StartTls)]
    [InlineData("tls", SmtpSecurity.Tls)]
    [Asvs("12.3.2")]
    public async Task A_certificate_of_nobody_we_trust_is_refused(string mode, SmtpSecurity security)
    {
        await using var server = await MailServer.StartAsync(mode);
        Use(server, security).TrustedCertificates = "";

        await ExpectDelayAsync(server, "AuthenticationException");
    }

    [Fact]
    [Asvs("12.3.2", "12.3.4")]
    public async Task A_certificate_of_another_server_is_refused()
    {
        await using var server = await MailServer.StartAsync("tls", host: "other.example.jp");
        Use(server, SmtpSecurity.Tls);

        await ExpectDelayAsync(server, "AuthenticationException");
    }

    [Fact]
    public async Task A_wrong_password_is_mended_by_the_office_and_the_mail_waits()
    {
        await using var server = await MailServer.StartAsync("starttls");
        Use(server, SmtpSecurity.StartTls).Password = "wrong";

        await ExpectDelayAsync(server, "AUTH: 535");
    }

    [Fact]
    public async Task Not_now_is_tried_again_and_never_is_given_up_with_its_reason()
    {
        await using var server = await MailServer.StartAsync("plain");
        Use(server, SmtpSecurity.Auto).User = "";
        await WriteAsync("later@example.jp", Body);
        await WriteAsync("gone@example.jp", Body);

        Assert.Equal(0, await SendAsync());

        await using var database = world.Databases.Open(world.Society.Id);
        var later = await database.OutboxMails.SingleAsync(mail => mail.Recipient == "later@example.jp", Cancel);
        Assert.Equal(("RCPT: 451", null, 1), (later.LastError, later.FailedUtc, later.Attempts));
        Assert.Equal(world.Clock.UtcNow() + TimeSpan.FromSeconds(30), later.NextAttemptUtc);
        var gone = await database.OutboxMails.SingleAsync(mail => mail.Recipient == "gone@example.jp", Cancel);
        Assert.Equal(("RCPT: 550", true), (gone.LastError, gone.FailedUtc is not null));

        world.Clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(0, await SendAsync());
        Assert.Equal(2, await database.OutboxMails.Where(mail => mail.Recipient == "later@example.jp").Select(mail => mail.Attempts).SingleAsync(Cancel));
    }

    private async Task ExpectDelayAsync(MailServer server, string reason)
    {
        await WriteAsync("taro@example.jp", Body);

        Assert.Equal(0, await SendAsync());

        var row = await RowAsync();
        Assert.Equal((reason, null), (row.LastError, row.FailedUtc));
        Assert.True(row.NextAttemptUtc > world.Clock.UtcNow());
        Assert.Empty(server.Mails);
    }

    private SmtpOptions Use(MailServer server, SmtpSecurity security)
    {
        var options = world.Get<IOptions<MailOptions>>().Value;
        options.BounceAddress = "bounce+{id}@example.jp";
        var smtp = options.Smtp;
        (smtp.Host, smtp.Port, smtp.Security, smtp.From) = ("localhost", server.Port, security, "no-reply@example.jp");
        (smtp.User, smtp.Password, smtp.TrustedCertificates) = ("hub", "ひみつ 1", server.Certificate);
        return smtp;
    }

    private Task<int> SendAsync() => world.Get<SendMails>().RunAsync(MailLane.Single, Cancel);

    private async Task WriteAsync(string to, string body)
    {
        await using var database = world.Databases.Open(world.Society.Id);
        database.Add(new OutboxMail
        {
            Recipient = to,
            Subject = Subject,
            Body = body,
            UnsubscribeUrl = "https://member.example.jp/mail/unsubscribe?token=" + new string('x', 150),
            CreatedUtc = world.Clock.UtcNow(),
            NextAttemptUtc = world.Clock.UtcNow(),
        });
        await database.SaveChangesAsync(Cancel);
    }

    private async Task<OutboxMail> RowAsync()
    {
        await using var database = world.Databases.Open(world.Society.Id);
        return await database.OutboxMails.AsNoTracking().SingleAsync(Cancel);
    }
}
