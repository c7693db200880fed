using System.Text;
using System.Text.RegularExpressions;
using MemberHub.Platform.Mail;
using MemberHub.Tests.Architecture;
using MemberHub.Tests.Features.Accounts;

namespace MemberHub.Tests.Platform.Mail;

public sealed class SmtpTransportTests
{
    private static readonly OutgoingMail Mail = new(
        "1a2b-7", new DateTime(2026, 11, 22, 3, 0, 0, DateTimeKind.Utc), "taro@example.jp", "パスワード再設定のお知らせ", "本文です。\n.点で始まる行\nend", "青葉臨床医学会", "jimu@example.jp");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_arrives_as_it_was_written()
    {
        await using var server = new LoopbackSmtp();

        await new SmtpTransport(OptionsFor(server), "no-reply@example.jp").SendAsync(Mail, Cancel);

        var mail = ReceivedMail.Read(Assert.Single(server.Mails));
        Assert.Equal((Mail.To, "青葉臨床医学会 <no-reply@example.jp>", Mail.Subject), (mail.To, mail.From, mail.Subject));
        Assert.Equal(Mail.Body.ReplaceLineEndings("\r\n"), mail.Body);
        Assert.Contains("MAIL FROM:<no-reply@example.jp>", server.Commands);
        Assert.Contains("RCPT TO:<taro@example.jp>", server.Commands);
    }

    [Fact]
    public async Task The_unusual_addresses_of_the_roster_are_sent_with_a_quoted_local_part()
    {
        var addresses = Regex.Matches(await File.ReadAllTextAsync(RosterPath(), Cancel), @"[^,\s]+@[^,\s]+").Select(match => match.Value)
            .Where(address => address.Contains("..", StringComparison.Ordinal) || address.Contains(".@", StringComparison.Ordinal)).ToList();
        await using var server = new LoopbackSmtp();
        var transport = new SmtpTransport(OptionsFor(server), "no-reply@example.jp");

        foreach (var address in addresses)
        {
            await transport.SendAsync(Mail with { To = address }, Cancel);
        }

        Assert.Equal(22, addresses.Count);
        Assert.Equal(
            addresses.Select(address => address.Split('@')).Select(parts => $"RCPT TO:<\"{parts[0]}\"@{parts[1]}>"),
            server.Commands.Where(command => command.StartsWith("RCPT", StringComparison.Ordinal)));
        Assert.Equal(22, server.Mails.Count);
    }

    [Theory]
    [InlineData("RCPT", "550 5.1.1 taro@example.jp unknown", "RCPT: 550")]
    [InlineData("content", "554 spam", "content: 554")]
    public async Task A_refusal_for_good_carries_the_code_and_nothing_of_the_person(string step, string answer, string message)
    {
        await using var server = new LoopbackSmtp();
        server.Answers[step] = answer;

        var error = await Assert.ThrowsAsync<MailRefusedException>(() => new SmtpTransport(OptionsFor(server), "no-reply@example.jp").SendAsync(Mail, Cancel));

        Assert.Equal(message, error.Message);
    }

    [Theory]
    [InlineData("RCPT", "450 later", "RCPT: 450")]
    [InlineData("MAIL", "550 who are you", "MAIL: 550")]
    [InlineData("EHLO", "no code at all", "EHLO: no code")]
    public async Task What_may_be_mended_is_tried_again(string step, string answer, string message)
    {
        await using var server = new LoopbackSmtp();
        server.Answers[step] = answer;

        var error = await Assert.ThrowsAsync<MailDelayedException>(() => new SmtpTransport(OptionsFor(server), "no-reply@example.jp").SendAsync(Mail, Cancel));

        Assert.Equal(message, error.Message);
    }

    [Theory]
    [InlineData("AUTH PLAIN LOGIN", new[] { "AUTH PLAIN AHVzZXIAc2VjcmV0" })]
    [InlineData("AUTH LOGIN", new[] { "AUTH LOGIN", "dXNlcg==", "c2VjcmV0" })]
    public async Task It_signs_in_as_the_server_offers(string offer, string[] said)
    {
        await using var server = new LoopbackSmtp();
        server.Offers.Add(offer);
        var options = OptionsFor(server, SmtpSecurity.None);
        (options.User, options.Password) = ("user", "secret");

        await new SmtpTransport(options, "no-reply@example.jp").SendAsync(Mail, Cancel);

        Assert.Equal(said, server.Commands.SkipWhile(line => !line.StartsWith("AUTH", StringComparison.Ordinal)).TakeWhile(line => !line.StartsWith("MAIL", StringComparison.Ordinal)));
    }

    [Fact]
    [Asvs("12.3.1")]
    public async Task A_password_never_goes_over_an_open_line_unless_told_so()
    {
        await using var server = new LoopbackSmtp();
        server.Offers.Add("AUTH PLAIN");
        var options = OptionsFor(server);
        (options.User, options.Password) = ("user", "secret");

        await Assert.ThrowsAsync<MailDelayedException>(() => new SmtpTransport(options, "no-reply@example.jp").SendAsync(Mail, Cancel));

        Assert.DoesNotContain(server.Commands, line => line.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Fact]
    [Asvs("12.3.1")]
    public async Task Without_the_demanded_encryption_nothing_is_sent()
    {
        await using var server = new LoopbackSmtp();

        await Assert.ThrowsAsync<MailDelayedException>(() => new SmtpTransport(OptionsFor(server, SmtpSecurity.StartTls), "no-reply@example.jp").SendAsync(Mail, Cancel));

        Assert.Empty(server.Mails);
    }

    [Fact]
    public void A_mail_that_can_be_declined_says_so_to_the_mail_program()
    {
        var file = Encoding.ASCII.GetString(MailFile.Render(Mail with { UnsubscribeUrl = "https://member.example.jp/mail/unsubscribe?token=x" }, "no-reply@example.jp"));

        Assert.Contains("\r\nList-Unsubscribe: <https://member.example.jp/mail/unsubscribe?token=x>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n", file);
        Assert.DoesNotContain("List-", Encoding.ASCII.GetString(MailFile.Render(Mail, "no-reply@example.jp")));
    }

    [Fact]
    public void A_long_subject_is_cut_between_characters_only()
    {
        var subject = string.Concat(Enumerable.Repeat("𠮷野家の髙橋", 10));

        var file = MailFile.Render(Mail with { Subject = subject }, "no-reply@example.jp");

        Assert.Equal(subject, ReceivedMail.Read(file).Subject);
        Assert.All(Encoding.ASCII.GetString(file).Split("\r\n"), line => Assert.True(line.Length <= 76, line));
    }

    [Theory]
    [InlineData("a\r\nRCPT TO:<b@example.jp>@example.jp")]
    [InlineData("太郎@example.jp")]
    [InlineData("a@exam ple.jp")]
    [InlineData("a@")]
    [InlineData("nobody")]
    [Asvs("1.3.11")]
    public void What_would_be_another_command_or_no_address_is_refused(string address) =>
        Assert.Throws<MailRefusedException>(() => MailAddressText.Quoted(address));

    [Theory]
    [InlineData("o'neill+x@example.jp", "o'neill+x@example.jp")]
    [InlineData("a..b@example.jp", "\"a..b\"@example.jp")]
    [InlineData("ab.@example.jp", "\"ab.\"@example.jp")]
    [InlineData(".ab@example.jp", "\".ab\"@example.jp")]
    [InlineData("a\"b\\@example.jp", "\"a\\\"b\\\\\"@example.jp")]
    [InlineData("taro@日本.jp", "taro@xn--wgv71a.jp")]
    public void Only_what_needs_it_is_quoted(string address, string quoted) => Assert.Equal(quoted, MailAddressText.Quoted(address));

    private static SmtpOptions OptionsFor(LoopbackSmtp server, SmtpSecurity security = SmtpSecurity.Auto) =>
        new() { Host = "127.0.0.1", Port = server.Port, Security = security };

    private static string RosterPath() => Path.Combine(Sources.Root, "MemberHub.Tests", "Samples", "roster.csv");
}
