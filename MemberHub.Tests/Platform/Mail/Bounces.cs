using System.Text;

namespace MemberHub.Tests.Platform.Mail;

/// <summary>Returned mail as mail servers write it.</summary>
internal static class Bounces
{
    /// <summary>A delivery report after the manner of Postfix, with the headers of the mail that came back.</summary>
    public static string Report(string recipient, string status = "5.1.1", string action = "failed", string? mailId = "8de2a-7", string to = "no-reply@example.jp") => $"""
        Return-Path: <>
        Date: Sun, 22 Nov 2026 12:00:00 +0900 (JST)
        From: MAILER-DAEMON@mx.example.jp (Mail Delivery System)
        Subject: Undelivered Mail Returned to Sender
        To: {to}
        Auto-Submitted: auto-replied
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status;
         boundary="A1B2C3.1763780400/mx.example.jp"

        This is a MIME-encapsulated message.

        --A1B2C3.1763780400/mx.example.jp
        Content-Description: Notification
        Content-Type: text/plain; charset=us-ascii

        I'm sorry to have to inform you that your message could not
        be delivered to one or more recipients.

        --A1B2C3.1763780400/mx.example.jp
        Content-Description: Delivery report
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example.jp
        X-Postfix-Queue-ID: A1B2C3
        Arrival-Date: Sun, 22 Nov 2026 12:00:00 +0900 (JST)

        Final-Recipient: rfc822; {recipient}
        Original-Recipient: rfc822;{recipient}
        Action: {action}
        Status: {status}
        Remote-MTA: dns; mail.example.jp
        Diagnostic-Code: smtp; 550 {status} <{recipient}>: Recipient address
            rejected: User unknown

        --A1B2C3.1763780400/mx.example.jp
        Content-Description: Undelivered Message Headers
        Content-Type: text/rfc822-headers

        {(mailId is null ? "Message-ID: <other@example.net>" : $"Message-ID: <{mailId}@example.jp>")}
        From: no-reply@example.jp
        To: {recipient}
        Subject: =?utf-8?B?5bm05Lya6LK7?=

        --A1B2C3.1763780400/mx.example.jp--

        """;

    public static byte[] Bytes(string text, string lineEnd = "\r\n") => Encoding.Latin1.GetBytes(text.ReplaceLineEndings(lineEnd));
}
