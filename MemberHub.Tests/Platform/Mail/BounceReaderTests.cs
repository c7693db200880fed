using System.Diagnostics;
using System.Text;
using MemberHub.Platform.Mail;
using MemberHub.Tests.Features.Payments.Reliability;

namespace MemberHub.Tests.Platform.Mail;

[Trait("Runs", "Once")]
public sealed class BounceReaderTests
{
    private const int Seed = 20_261_123;

    [Theory]
    [InlineData("5.1.1", "failed", BounceKind.Permanent, true)]
    [InlineData("5.1.10", "failed", BounceKind.Permanent, true)]
    [InlineData("5.2.1", "failed", BounceKind.Permanent, true)]
    [InlineData("5.2.2", "failed", BounceKind.Permanent, false)]
    [InlineData("5.7.1", "failed", BounceKind.Permanent, false)]
    [InlineData("5.0.0", "failed", BounceKind.Permanent, false)]
    [InlineData("4.1.1", "failed", BounceKind.Permanent, false)]
    [InlineData("4.4.1", "failed", BounceKind.Permanent, false)]
    [InlineData("4.4.7", "", BounceKind.Transient, false)]
    [InlineData("4.4.1", "delayed", BounceKind.Transient, false)]
    public void A_report_names_the_mail_the_address_and_what_became_of_it(string status, string action, BounceKind kind, bool isDead)
    {
        foreach (var lineEnd in (string[])["\r\n", "\n"])
        {
            var file = BounceReader.Read(Bounces.Bytes(Bounces.Report("taro@example.jp", status, action), lineEnd));

            Assert.Equal((BounceFileKind.Report, "8de2a-7"), (file.Kind, file.MailId));
            Assert.Equal(new BounceReport(kind, status, "taro@example.jp", isDead), Assert.Single(file.Reports));
        }
    }

    [Theory]
    [InlineData("delivered")]
    [InlineData("relayed")]
    public void A_report_of_success_is_no_bounce(string action)
    {
        var file = BounceReader.Read(Bounces.Bytes(Bounces.Report("taro@example.jp", "2.0.0", action)));

        Assert.Equal(BounceFileKind.Report, file.Kind);
        Assert.Empty(file.Reports);
    }

    [Fact]
    public void A_failure_without_a_number_speaks_of_the_address()
    {
        var text = Bounces.Report("taro@example.jp").Replace("Status: 5.1.1", "X-Status: none", StringComparison.Ordinal);

        Assert.Equal(new BounceReport(BounceKind.Permanent, "5.0.0", "taro@example.jp", true), Assert.Single(BounceReader.Read(Bounces.Bytes(text)).Reports));
    }

    [Fact]
    public void A_quoted_address_is_read_as_the_member_typed_it() => Assert.Equal(
        "a..b@example.jp", Assert.Single(BounceReader.Read(Bounces.Bytes(Bounces.Report("\"a..b\"@example.jp"))).Reports).Recipient);

    [Fact]
    public void Our_own_header_names_the_mail_where_the_server_wrote_another_message_id()
    {
        var text = Bounces.Report("taro@example.jp", mailId: null).Replace("From: no-reply", "X-MemberHub-Mail: 8de2a-9\nFrom: no-reply", StringComparison.Ordinal);

        Assert.Equal("8de2a-9", BounceReader.Read(Bounces.Bytes(text)).MailId);
    }

    [Theory]
    [InlineData("bounce+8de2a-11@example.jp", "8de2a-11")]
    [InlineData("Bounces <bounce+8de2a-11@example.jp>", "8de2a-11")]
    [InlineData("bounce+office@example.jp", null)]
    public void The_address_that_it_went_back_to_names_the_mail(string to, string? mailId) =>
        Assert.Equal(mailId, BounceReader.Read(Bounces.Bytes(Bounces.Report("taro@example.jp", mailId: null, to: to))).MailId);

    [Fact]
    public void A_status_part_in_base64_is_read()
    {
        var report = Bounces.Report("taro@example.jp").ReplaceLineEndings("\n");
        var start = report.IndexOf("Reporting-MTA", StringComparison.Ordinal);
        var end = report.IndexOf("\n--A1B2C3", start, StringComparison.Ordinal);
        var encoded = report[..start].TrimEnd('\n') + "\nContent-Transfer-Encoding: base64\n\n" + Convert.ToBase64String(Encoding.ASCII.GetBytes(report[start..end]), Base64FormattingOptions.InsertLineBreaks) + report[end..];

        Assert.Equal("5.1.1", Assert.Single(BounceReader.Read(Bounces.Bytes(encoded)).Reports).Status);
    }

    [Fact]
    public void An_answer_from_a_holiday_is_no_bounce_and_anything_else_is_for_a_person()
    {
        Assert.Equal(BounceFileKind.AutoReply, Read("From: taro@example.jp\nAuto-Submitted: auto-replied\nSubject: away\n\nI am away.").Kind);
        Assert.Equal(BounceFileKind.Unknown, Read("From: MAILER-DAEMON@example.net\nSubject: failure notice\n\nHi. This is the qmail-send program.\n<taro@example.jp>: no such user").Kind);
        Assert.Equal(BounceFileKind.Unknown, Read("").Kind);
        Assert.Equal(BounceFileKind.Unknown, Read("Content-Type: multipart/report; boundary=\"x\"\n\n--x\nContent-Type: message/delivery-status\n\n--x--").Kind);
    }

    [Fact]
    public void A_million_mutated_reports_are_read_or_called_unknown()
    {
        var genuine = Bounces.Bytes(Bounces.Report("\"a..b\"@example.jp"));
        var times = Length.Of(20_000, 1_000_000);
        var (unknown, bounced, slowest) = (0, 0, TimeSpan.Zero);
        for (var i = 0; i < times; i++)
        {
            var bytes = Mutate(genuine, new Random(Seed + i));
            var clock = Stopwatch.StartNew();
            var file = BounceReader.Read(bytes);
            slowest = clock.Elapsed > slowest ? clock.Elapsed : slowest;
            unknown += file.Kind == BounceFileKind.Report ? 0 : 1;
            bounced += file.Reports.Count > 0 ? 1 : 0;
            Assert.All(file.Reports, report => Assert.Matches(@"^[45]\.\d{1,3}\.\d{1,3}$", report.Status));
            Assert.All(file.Reports, report => Assert.Matches(@"^$|^[!-~]{1,254}$", report.Recipient));
        }

        Assert.True(slowest < TimeSpan.FromSeconds(1), $"One took {slowest}.");
        Assert.InRange(unknown, times / 20, times);
        Assert.InRange(bounced, times / 20, times);
        Length.Tell($"R14: {times} mutated reports, {unknown} unknown, {bounced} bounces, slowest {slowest.TotalMilliseconds:F1} ms.");
    }

    [Theory]
    [InlineData("\n\n")]
    [InlineData("--A1B2C3.1763780400/mx.example.jp\n")]
    [InlineData("Status: 5.1.1\nAction: failed\n\n")]
    [InlineData("=\n")]
    [InlineData(" x\n")]
    public void A_long_one_takes_no_longer_than_its_length(string repeated)
    {
        var report = Bounces.Report("taro@example.jp");
        var text = report.Insert(report.IndexOf("Final-Recipient", StringComparison.Ordinal), string.Concat(Enumerable.Repeat(repeated, 2 * 1024 * 1024 / repeated.Length)));
        var clock = Stopwatch.StartNew();

        BounceReader.Read(Encoding.Latin1.GetBytes(text));

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(2), $"{clock.Elapsed}");
    }

    private static BounceFile Read(string text) => BounceReader.Read(Bounces.Bytes(text));

    private static byte[] Mutate(byte[] genuine, Random random)
    {
        var bytes = genuine.ToList();
        do
        {
            var (at, length) = (random.Next(bytes.Count), random.Next(1, 60));
            length = Math.Min(length, bytes.Count - at);
            switch (random.Next(6))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes.RemoveRange(at, length); break;
                case 2: bytes.InsertRange(at, bytes.GetRange(random.Next(bytes.Count - length + 1), length)); break;
                case 3: bytes.RemoveRange(at, bytes.Count - at); break;
                case 4: bytes.InsertRange(at, "\r\n\r\n"u8.ToArray()); break;
                default: bytes.InsertRange(at, Enumerable.Repeat((byte)random.Next(256), random.Next(400)).ToArray()); break;
            }
        }
        while (bytes.Count > 0 && random.Next(3) == 0);
        return [.. bytes];
    }
}
