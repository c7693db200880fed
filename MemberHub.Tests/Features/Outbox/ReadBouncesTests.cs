using MemberHub.Data;
using MemberHub.Data.Outbox;
using MemberHub.Data.Queries;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using MemberHub.Features.Accounts;
using MemberHub.Features.Outbox;
using MemberHub.Platform.Mail;
using MemberHub.Tests.Platform.Mail;
using MemberHub.Tests.Support;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MemberHub.Tests.Features.Outbox;

public sealed class ReadBouncesTests : IAsyncLifetime
{
    private const string Address = "member0000101@example.jp";

    private PlainDatabase world = null!;
    private Actor member = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Folder => Path.Combine(world.Folder, "returned");

    private string Mails => Path.Combine(world.Folder, "mail");

    public async ValueTask InitializeAsync()
    {
        world = await PlainDatabase.CreateWithSocietyAsync();
        var options = world.Get<IOptions<MailOptions>>().Value;
        (options.Folder, options.BounceFolder) = (Mails, Folder);
        System.IO.Directory.CreateDirectory(Folder);
        System.IO.Directory.CreateDirectory(Mails);
        member = await new RosterBuilder(world.Databases, world.Society).AddAsync();
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task A_dead_address_is_marked_its_mail_goes_to_the_office_and_no_other_is_sent_there()
    {
        var mail = await SentAsync();
        await DropAsync("1.eml", Bounces.Report(Address, mailId: NameOf(mail)));

        Assert.Equal(1, await ReadAsync());

        await using var database = world.Databases.Open(world.Society.Id);
        var mark = await database.UndeliverableAddresses.SingleAsync(Cancel);
        Assert.Equal((UndeliverableAddress.Fold(Address), "5.1.1"), (mark.Address, mark.Status));
        var failed = await database.FailedMails().SingleAsync(Cancel);
        Assert.Equal((mail.Id, "bounced 5.1.1"), (failed.Id, failed.LastError));
        Assert.Equal(member.MemberId, (await database.AuditEntries.SingleAsync(entry => entry.Action == nameof(ReadBounces), Cancel)).MemberId);
        Assert.True(File.Exists(Path.Combine(Folder, "done", "1.eml")));

        await WriteAsync("次のお知らせ");
        Assert.Equal(0, await world.Get<SendMails>().RunAsync(MailLane.Single, Cancel));
        var held = await database.OutboxMails.SingleAsync(row => row.Subject == "次のお知らせ", Cancel);
        Assert.Equal((OutboxMail.Undeliverable, true, null), (held.LastError, held.FailedUtc is not null, held.SentUtc));
    }

    [Theory]
    [InlineData("5.2.2")]
    [InlineData("5.7.1")]
    public async Task A_full_box_or_a_mail_that_was_not_wanted_is_told_to_the_office_and_leaves_the_address_alone(string status)
    {
        var mail = await SentAsync();
        await DropAsync("1.eml", Bounces.Report(Address, status, mailId: NameOf(mail)));

        await ReadAsync();

        await using var database = world.Databases.Open(world.Society.Id);
        Assert.Empty(await database.UndeliverableAddresses.ToListAsync(Cancel));
        Assert.Equal($"bounced {status}", (await database.FailedMails().SingleAsync(Cancel)).LastError);
    }

    [Fact]
    public async Task The_same_report_does_nothing_a_second_time_under_any_name()
    {
        var mail = await SentAsync();
        for (var i = 0; i < 3; i++)
        {
            await DropAsync("1.eml", Bounces.Report(Address, mailId: NameOf(mail)));
            Assert.Equal(1, await ReadAsync());
        }

        Assert.Equal(0, await ReadAsync());
        await using var database = world.Databases.Open(world.Society.Id);
        Assert.Equal((1, 1, 1), (
            await database.MailBounces.CountAsync(Cancel),
            await database.UndeliverableAddresses.CountAsync(Cancel),
            await database.AuditEntries.CountAsync(entry => entry.Action == nameof(ReadBounces), Cancel)));
        Assert.Equal(3, System.IO.Directory.GetFiles(Path.Combine(Folder, "done")).Length);
    }

    [Fact]
    public async Task What_was_not_delivered_this_time_is_only_noted()
    {
        var mail = await SentAsync();
        await DropAsync("1.eml", Bounces.Report(Address, "4.4.1", "delayed", NameOf(mail)));

        await ReadAsync();

        await using var database = world.Databases.Open(world.Society.Id);
        Assert.Equal(MailBounceKind.Transient, (await database.MailBounces.SingleAsync(Cancel)).Kind);
        Assert.Empty(await database.UndeliverableAddresses.ToListAsync(Cancel));
        Assert.Empty(await database.FailedMails().ToListAsync(Cancel));
    }

    [Fact]
    public async Task A_report_that_names_none_of_our_mails_marks_nobody_and_is_put_aside_for_a_person()
    {
        await SentAsync();
        await DropAsync("1.eml", Bounces.Report(Address, mailId: null));

        await ReadAsync();

        await using var database = world.Databases.Open(world.Society.Id);
        Assert.Empty(await database.UndeliverableAddresses.ToListAsync(Cancel));
        Assert.Empty(await database.FailedMails().ToListAsync(Cancel));
        Assert.Equal("1.eml", (await database.UnreadableBounces().SingleAsync(Cancel)).FileName);
    }

    [Fact]
    public async Task A_forged_name_of_a_mail_marks_nobody()
    {
        var mail = await SentAsync();
        await DropAsync("1.eml", Bounces.Report("stranger@example.jp", mailId: OutgoingMail.IdOf(mail.CreatedUtc.AddTicks(1), mail.Id)));

        await ReadAsync();

        await using var database = world.Databases.Open(world.Society.Id);
        Assert.Empty(await database.UndeliverableAddresses.ToListAsync(Cancel));
        Assert.Single(await database.UnreadableBounces().ToListAsync(Cancel));
    }

    [Fact]
    public async Task What_nobody_can_read_is_put_aside_for_a_person_and_the_rest_goes_on()
    {
        var mail = await SentAsync();
        await DropAsync("1.eml", "Subject: failure notice\n\nHi. This is the qmail-send program.");
        await File.WriteAllBytesAsync(Path.Combine(Folder, "2.eml"), [0, 255, 13, 10, 0], Cancel);
        await DropAsync("3.eml", "Auto-Submitted: auto-replied\n\nI am away.");
        await DropAsync("4.eml", Bounces.Report(Address, mailId: NameOf(mail)));
        await DropAsync("notes.txt", "not a mail");

        Assert.Equal(4, await ReadAsync());

        Assert.Equal(["1.eml", "2.eml"], NamesIn("unread"));
        Assert.Equal(["3.eml", "4.eml"], NamesIn("done"));
        Assert.True(File.Exists(Path.Combine(Folder, "notes.txt")));
        await using var database = world.Databases.Open(world.Society.Id);
        var queue = (await database.ReadOfficeQueuesAsync(world.Clock.UtcNow(), Cancel)).Single(item => item.Kind == OfficeQueueKind.FailedMails);
        Assert.Equal(3, queue.Count);
    }

    [Fact]
    public async Task A_maildir_is_read_where_new_mail_lies()
    {
        var mail = await SentAsync();
        foreach (var name in (string[])["new", "cur", "tmp"])
        {
            System.IO.Directory.CreateDirectory(Path.Combine(Folder, name));
        }

        await DropAsync(Path.Combine("new", "1763780400.M1P1.mx"), Bounces.Report(Address, mailId: NameOf(mail)));
        await DropAsync(Path.Combine("tmp", "half"), "half a mail");

        Assert.Equal(1, await ReadAsync());
        Assert.Equal(["1763780400.M1P1.mx"], NamesIn("done"));
    }

    [Fact]
    public async Task An_address_that_is_confirmed_gets_mail_again_and_the_link_reaches_it()
    {
        // A server makes its first key when it starts, not within a use case.
        world.Get<IDataProtectionProvider>().CreateProtector("first").Protect("key");
        await using (var database = world.Databases.Open(world.Society.Id))
        {
            database.Add(new UndeliverableAddress { Address = UndeliverableAddress.Fold("new@example.jp"), Status = "5.1.1", SinceUtc = world.Clock.UtcNow() });
            var account = await database.Users.SingleAsync(row => row.Id == member.AccountId, Cancel);
            account.PasswordHash = world.Get<Passwords>().Hash(account, "そら飛ぶ ringo 5kg");
            await database.SaveChangesAsync(Cancel);
        }

        Assert.Null((await world.Get<RequestEmailChange>().RunAsync(member, new() { Email = "new@example.jp", Password = "そら飛ぶ ringo 5kg" }, Cancel)).Refusal);
        Assert.Equal(1, await world.Get<SendMails>().RunAsync(MailLane.Single, Cancel));
        var mail = Accounts.ReceivedMail.Read(await File.ReadAllBytesAsync(System.IO.Directory.GetFiles(Mails).Single(), Cancel));
        Assert.True((await world.Get<ConfirmEmailChange>().RunAsync(mail.Link.Split('=')[1], "", Cancel)).Succeeded);

        await using var after = world.Databases.Open(world.Society.Id);
        Assert.Empty(await after.UndeliverableAddresses.ToListAsync(Cancel));
    }

    private Task<int> ReadAsync() => world.Get<ReadBounces>().RunAsync(Cancel);

    private static string NameOf(OutboxMail mail) => OutgoingMail.IdOf(mail.CreatedUtc, mail.Id);

    private IEnumerable<string?> NamesIn(string subfolder) => System.IO.Directory.GetFiles(Path.Combine(Folder, subfolder)).Select(Path.GetFileName).Order(StringComparer.Ordinal);

    private Task DropAsync(string name, string text) => File.WriteAllBytesAsync(Path.Combine(Folder, name), Bounces.Bytes(text), Cancel);

    private async Task WriteAsync(string subject)
    {
        await using var database = world.Databases.Open(world.Society.Id);
        database.Add(new OutboxMail { Recipient = Address, Subject = subject, Body = "本文", CreatedUtc = world.Clock.UtcNow(), NextAttemptUtc = world.Clock.UtcNow() });
        await database.SaveChangesAsync(Cancel);
    }

    private async Task<OutboxMail> SentAsync()
    {
        await WriteAsync("年会費のお知らせ");
        Assert.Equal(1, await world.Get<SendMails>().RunAsync(MailLane.Single, Cancel));
        await using var database = world.Databases.Open(world.Society.Id);
        return await database.OutboxMails.AsNoTracking().SingleAsync(Cancel);
    }
}
