using MemberHub.Data.Audit;
using MemberHub.Domain.Societies;
using MemberHub.Domain.Support;
using MemberHub.Features.Documents;
using MemberHub.Features.Members;
using MemberHub.Features.Payments;
using MemberHub.Features.Profile;
using MemberHub.Features.Reconciliation;
using MemberHub.Features.Slips;
using MemberHub.Features.Support;
using MemberHub.Features.Withdrawal;
using MemberHub.Tests.Features.Slips;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Tests.Data.Audit;

public sealed class LooksTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_names_a_member_leaves_one_line_a_day_for_each_who_looks()
    {
        await using var world = await SlipsWorld.BeginAsync();
        var (first, second) = (await world.AddMemberAsync(), await world.AddMemberAsync("佐藤　花子"));
        var slip = await world.AskAsync(second);
        var invoice = new InvoiceForm { Institution = "病院", RequestKey = Guid.NewGuid().ToString("N"), ShownTotal = 24_000 };
        (await world.Get<IssueInvoice>().RunAsync(first, invoice, Cancel)).OrThrow();
        (await world.Get<HandInWithdrawal>().RunAsync(first, new WithdrawalForm { Understood = true, ShownLeavesOn = "2026-12-31" }, Cancel)).OrThrow();
        var ticket = (await world.Get<AskOffice>().RunAsync(first, new ContactForm { Side = TicketSide.Membership, Text = "請求書について", RequestKey = "k" }, Cancel)).OrThrow();
        var typed = new TypedDeposit { Day = "2026-11-20", Amount = "777", Payer = "シラナイ", RequestKey = Guid.NewGuid().ToString("N") };
        var deposit = (await world.Get<TypeInDeposit>().RunAsync(Staff(world, first.AccountId), typed, Cancel)).OrThrow();
        await using var database = world.App.Databases.Open(world.Society.Id);
        var (notice, paper) = (await database.WithdrawalNotices.Select(row => row.Id).SingleAsync(Cancel), await database.IssuedDocuments.Select(row => row.Number).SingleAsync(Cancel));
        (Func<Actor, Task> Look, Actor[] Named)[] looks =
        [
            (actor => world.Get<OpenMemberRecord>().RunAsync(actor, "0000101", Cancel), [first]),
            (actor => world.Get<OpenMemberProfile>().RunAsync(actor, "0000101", Cancel), [first]),
            (actor => world.Get<OpenOfficeFields>().RunAsync(actor, "0000101", Cancel), [first]),
            (actor => world.Get<OpenOfficeFields>().RunAsync(actor, null, Cancel), []),
            (actor => world.Get<OpenMerge>().RunAsync(actor, "0000101", "0000102", Cancel), [first, second]),
            (actor => world.Get<OpenSlip>().RunAsync(actor, slip, Cancel), [second]),
            (actor => world.Get<OpenWithdrawalNotice>().RunAsync(actor, notice, Cancel), [first]),
            (actor => world.Get<OpenTicket>().RunAsync(actor, ticket, Cancel), [first]),
            (actor => world.Get<OpenDeposit>().RunAsync(actor, deposit, "0000102", Cancel), [second]),
            (actor => world.Get<FetchDocument>().RunAsync(actor, paper, 0, Cancel), [first]),
        ];

        for (var at = 0; at < looks.Length; at++)
        {
            await looks[at].Look(Staff(world, 901 + at));
            await looks[at].Look(Staff(world, 901 + at));
        }

        await world.Get<FetchDocument>().RunAsync(first, paper, 0, Cancel);
        var lines = await database.AuditEntries.AsNoTracking().Where(entry => entry.Action == Looks.Action).ToListAsync(Cancel);
        Assert.Equal(nameof(OpenMemberRecord), Looks.Action);
        for (var at = 0; at < looks.Length; at++)
        {
            Assert.Equal(looks[at].Named.Select(member => member.MemberId), lines.Where(line => line.AccountId == 901 + at).Select(line => line.MemberId).Order());
        }

        Assert.Equal(looks.Sum(look => look.Named.Length), lines.Count);
        world.App.Clock.Advance(TimeSpan.FromDays(1));
        await looks[0].Look(Staff(world, 901));
        Assert.Equal(lines.Count + 1, await database.AuditEntries.CountAsync(entry => entry.Action == Looks.Action, Cancel));
    }

    private static Actor Staff(SlipsWorld world, long account) => new(account, world.Society.Id, null, [StaffRole.Secretary]);
}
