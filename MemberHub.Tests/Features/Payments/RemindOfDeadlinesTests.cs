using MemberHub.Domain.Calendar;
using MemberHub.Domain.Payments;
using MemberHub.Features.Payments;
using MemberHub.Tests.Features.Payments.Reliability;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Tests.Features.Payments;

public sealed class RemindOfDeadlinesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task More_numbers_than_a_batch_are_all_reminded_and_what_has_no_number_takes_no_place()
    {
        await using var database = await PlainDatabase.CreateWithSocietyAsync(pools: true);
        var society = new PayingSociety(database);
        await society.OrderAsync(await society.AddMembersAsync(210), PaymentMethod.ConvenienceStore, (order, nowUtc) => order.With(new PaymentDetails(), nowUtc.AddHours(1)));
        await IssueAsync(society, 210, inHours: 48);
        Assert.Equal((200, 10, 0), await RemindThriceAsync(database.Get<RemindOfDeadlines>()));

        database.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal((200, 10, 0), await RemindThriceAsync(database.Get<RemindOfDeadlines>()));
        await using var context = database.Databases.Open(database.Society.Id);
        Assert.Equal(420, await context.PaymentEvents.CountAsync(item => item.Kind == PaymentEventKind.Reminded, Cancel));
    }

    [Fact]
    public async Task A_reminder_says_the_days_that_are_left()
    {
        await using var database = await PlainDatabase.CreateWithSocietyAsync(pools: true);
        var society = new PayingSociety(database);
        foreach (var hours in new[] { 1, 24, 48, 72, 96 })
        {
            await IssueAsync(society, 1, hours);
        }

        Assert.Equal(4, await database.Get<RemindOfDeadlines>().RunAsync(Cancel));

        await using var context = database.Databases.Open(database.Society.Id);
        Assert.Equal(
            [
                "【未入金】コンビニのお支払い期限は本日までです", "【未入金】コンビニのお支払い期限まであと1日です",
                "【未入金】コンビニのお支払い期限まであと2日です", "【未入金】コンビニのお支払い期限まであと3日です",
            ],
            await context.OutboxMails.OrderBy(mail => mail.Id).Select(mail => mail.Subject).ToListAsync(Cancel));
    }

    private static async Task<(int First, int Second, int Third)> RemindThriceAsync(RemindOfDeadlines remind) =>
        (await remind.RunAsync(Cancel), await remind.RunAsync(Cancel), await remind.RunAsync(Cancel));

    private static async Task IssueAsync(PayingSociety society, int count, int inHours) => await society.OrderAsync(
        await society.AddMembersAsync(count), PaymentMethod.ConvenienceStore, (order, nowUtc) => order.Issue(new Voucher { DeadlineUtc = nowUtc.AddHours(inHours) }, nowUtc, ""));
}
