using MemberHub.Components.Texts;
using MemberHub.Data;
using MemberHub.Data.Outbox;
using MemberHub.Data.Queries;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Platform.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Withdrawal;

/// <summary>What a mail tells a member who leaves. Each has a subject and a body in the resources under its name.</summary>
public enum WithdrawalMailKind
{
    HandedIn,
    Confirmed,
    Refused,
    Undone,
    Ended,
}

/// <summary>Writes the mails about leaving into the outbox, in the language of the reader, with the change they report.</summary>
public sealed class WithdrawalMails(MailOutbox outbox, PublicAddress address, IStringLocalizer<WithdrawalText> text, IStringLocalizer<StatusText> status, TimeProvider clock)
{
    /// <summary>A member without an account gets no mail.</summary>
    /// <param name="owed">Listed year by year, with the sum.</param>
    public async Task QueueAsync(MemberHubDbContext database, WithdrawalNotice notice, WithdrawalMailKind kind, IReadOnlyList<ChargePosition> owed, CancellationToken cancel)
    {
        if (await database.ReadMailReaderAsync(notice.MemberId, cancel) is not var (reader, society))
        {
            return;
        }

        using var spoken = Spoken.In(reader.Language);
        outbox.Add(
            database,
            clock.UtcNow(),
            reader.Email,
            text[$"Mail.{kind}.Subject"],
            text[
                "Mail.Letter",
                reader.Name,
                text[$"Mail.{kind}.Body", Show.Date(notice.LeavesOn), Show.Year(notice.LastYear), Show.Year(notice.LastYear.Next()), notice.RefusalReason],
                kind is WithdrawalMailKind.Refused or WithdrawalMailKind.Undone ? text["Mail.Renews"] : Owed(owed, text[$"Mail.Owed.{society.Settings.Withdrawal}"]),
                address.LinkTo("/withdrawal"),
                society.NameIn(Languages.Current),
                society.Settings.Issuer.Email,
                society.Settings.Issuer.Phone]);
    }

    /// <summary>Why a later year's dues are taken back, as it is kept. Pages say it in their own language, from the notice.</summary>
    public string ReasonFor(WithdrawalNotice notice) => Spoken.In(Languages.Default, () => text["Waiver.Reason", Show.Date(notice.LeavesOn)].Value);

    private string Owed(IReadOnlyList<ChargePosition> owed, string rule)
    {
        if (owed.Count == 0)
        {
            return text["Mail.Owed.Nothing"];
        }

        var lines = owed.Select(charge => text["Mail.Owed.Line", Show.Year(charge.Year), status.ItemOf(charge), Show.Money(charge.Open)].Value);
        return text["Mail.Owed", Show.Money(owed.Open()), string.Join('\n', lines), rule, address.LinkTo("/payments")];
    }
}
