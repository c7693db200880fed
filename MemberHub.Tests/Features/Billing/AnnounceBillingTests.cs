using MemberHub.Domain;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using MemberHub.Features.Billing;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Tests.Features.Billing;

public sealed class AnnounceBillingTests : IAsyncLifetime
{
    private PlainDatabase database = default!;
    private BillingOffice office = default!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = await PlainDatabase.CreateWithSocietyAsync();
        office = await BillingOffice.InAsync(database);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task The_announcement_is_mailed_once_on_its_day_at_nine()
    {
        await Member("0000101").AddAsync();
        await office.BillAsync(2027);
        var announce = database.Get<AnnounceBilling>();

        Assert.Equal(0, await announce.RunAsync(Cancel));
        database.Clock.Set(new DateTimeOffset(2026, 11, 25, 8, 59, 0, TimeSpan.FromHours(9)));
        Assert.Equal(0, await announce.RunAsync(Cancel));
        database.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await announce.RunAsync(Cancel));
        Assert.Equal(0, await announce.RunAsync(Cancel));

        await using var context = Open();
        var mail = await context.OutboxMails.SingleAsync(Cancel);
        Assert.Equal(("member0000101@example.jp", "2027年度の年会費のお知らせ"), (mail.Recipient, mail.Subject));
        Assert.Contains("12,000円", mail.Body, StringComparison.Ordinal);
        Assert.Contains("2026年12月1日", mail.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("{", mail.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stopped_announcement_mails_nobody_more_and_the_second_who_stops_it_is_told_who()
    {
        await Member("0000101").AddAsync();
        var run = await office.BillAsync(2027);
        var (stop, stoppedUtc) = (database.Get<StopAnnouncement>(), Now);

        Assert.IsType<NotAllowed>((await stop.RunAsync(office.Secretary with { Roles = [StaffRole.Viewer] }, run, Cancel)).Refusal);
        Assert.IsType<BillingRunNotFound>((await stop.RunAsync(office.Secretary, run + 1, Cancel)).Refusal);
        Assert.True((await stop.RunAsync(office.Secretary, run, Cancel)).Succeeded);
        Assert.Equal(new AnnouncementStopped("今野 桂子", "2026年11月22日 12:00"), (await stop.RunAsync(office.Accountant, run, Cancel)).Refusal);

        database.Clock.Set(new DateTimeOffset(2026, 11, 25, 9, 0, 0, TimeSpan.FromHours(9)));
        Assert.Equal(0, await database.Get<AnnounceBilling>().RunAsync(Cancel));
        Assert.Equal(new BillingAnnouncement(0, 1, stoppedUtc, "今野 桂子"), (await OpenAsync(run)).Announcement);
        await using var context = Open();
        Assert.Equal(office.Secretary.AccountId, (await context.AuditEntries.SingleAsync(entry => entry.Action == nameof(StopAnnouncement), Cancel)).AccountId);
    }

    [Fact]
    public async Task An_announcement_that_is_written_cannot_be_stopped()
    {
        await Member("0000101").AddAsync();
        var run = await office.BillAsync(2027);
        Assert.Equal(new BillingAnnouncement(0, 1, null, null), (await OpenAsync(run)).Announcement);
        database.Clock.Set(new DateTimeOffset(2026, 11, 25, 9, 0, 0, TimeSpan.FromHours(9)));
        Assert.Equal(1, await database.Get<AnnounceBilling>().RunAsync(Cancel));

        Assert.Equal(new AnnouncementWritten("2026年11月25日 09:00"), (await database.Get<StopAnnouncement>().RunAsync(office.Secretary, run, Cancel)).Refusal);
    }

    [Fact]
    public async Task The_announcement_states_what_is_open_and_leaves_out_who_owes_nothing_or_has_left()
    {
        await Member("0000101").AddAsync();
        var (free, dead, part) = (await Member("0000102").AddAsync(), await Member("0000103").AddAsync(), await Member("0000104").AddAsync());
        await office.BillAsync(2027);
        await using (var context = Open())
        {
            var charges = await context.DuesCharges.ToDictionaryAsync(charge => charge.MemberId, charge => charge.Id, Cancel);
            context.Add(new Waiver(charges[free.MemberId!.Value], new Yen(12_000), "規程による", new DateOnly(2026, 11, 22)));
            context.Add(new Waiver(charges[part.MemberId!.Value], new Yen(2_500), "規程による", new DateOnly(2026, 11, 22)));
            (await context.Members.SingleAsync(member => member.Id == dead.MemberId, Cancel)).Leave(MemberLeaving.Death, new DateOnly(2026, 11, 24));
            await context.SaveChangesAsync(Cancel);
        }

        database.Clock.Set(new DateTimeOffset(2026, 11, 25, 9, 0, 0, TimeSpan.FromHours(9)));
        Assert.Equal(2, await database.Get<AnnounceBilling>().RunAsync(Cancel));

        await using var read = Open();
        var mails = await read.OutboxMails.OrderBy(mail => mail.Recipient).ToListAsync(Cancel);
        Assert.Equal(["member0000101@example.jp", "member0000104@example.jp"], mails.Select(mail => mail.Recipient));
        Assert.Contains("9,500円", mails[1].Body, StringComparison.Ordinal);
        Assert.DoesNotContain("12,000円", mails[1].Body, StringComparison.Ordinal);
    }

    private DateTime Now => database.Clock.GetUtcNow().UtcDateTime;

    private RosterBuilder Member(string number) =>
        new RosterBuilder(database.Databases, database.Society).Numbered(number).PostedTo("980-0011", "宮城県仙台市青葉区上杉 9-82-5");

    private MemberHub.Data.MemberHubDbContext Open() => database.Databases.Open(database.Society.Id);

    private async Task<BillingRunView> OpenAsync(long run) => (await database.Get<OpenBillingRun>().RunAsync(office.Secretary, run, new(BillingOutcome.New), 1, Cancel)).OrThrow();
}
