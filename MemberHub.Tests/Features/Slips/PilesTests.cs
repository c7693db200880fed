using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using MemberHub.Features.Payments;
using MemberHub.Features.Reconciliation;
using MemberHub.Features.Slips;
using MemberHub.Tests.Support;

namespace MemberHub.Tests.Features.Slips;

/// <summary>What becomes of the papers of a printed pile.</summary>
public sealed class PilesTests : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    private SlipsWorld world = default!;
    private Actor secretary = default!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        world = await SlipsWorld.BeginAsync();
        secretary = await world.AddStaffAsync("佐伯 由香");
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task Slips_that_ended_after_printing_are_named_beside_their_pile_before_and_after_it_is_posted()
    {
        var colleague = await world.AddStaffAsync("森 健太");
        var member = await world.AddMemberAsync("齋藤　一樹");
        var cancelled = await world.AskAsync(member);
        var others = await world.AskManyAsync(4);
        await world.Get<ApproveSlips>().RunAsync(secretary, [cancelled, .. others], Cancel);
        var pile = (await world.Get<PrintSlips>().RunAsync(secretary, [cancelled, .. others], again: false, Cancel)).OrThrow().PileId!.Value;
        await world.Get<PrintSlips>().RunAsync(secretary, [others[2]], again: true, Cancel);
        await world.Get<MarkSlipsSent>().RunAsync(secretary, [others[3]], Today, Cancel);
        (await world.Get<CancelOrder>().RunAsync(member, cancelled, Cancel)).OrThrow();
        await world.Get<RejectSlips>().RunAsync(colleague, [others[0]], "住所をご確認ください。", Cancel);

        var row = (await world.ListAsync(secretary, SlipStage.Printed)).Piles.Single(item => item.Id == pile);

        Assert.Equal((5, 1), (row.Count, row.ToSend));
        Assert.Equal(
            [("齋藤　一樹", SlipNumber.Of(cancelled, world.App.Clock.UtcNow()), OrderState.Cancelled, ""), ("髙橋　真理子", SlipNumber.Of(others[0], world.App.Clock.UtcNow()), OrderState.SlipRejected, "森 健太")],
            row.Ended.Select(slip => (slip.Member, slip.Number, slip.State, slip.Who)));
        var chosen = await PileAsync(pile);
        Assert.Equal([others[1]], chosen.Ids);
        Assert.Equal([cancelled, others[0]], chosen.Ended);

        var handled = (await world.Get<MarkSlipsSent>().RunAsync(secretary, chosen.All, Today, Cancel)).OrThrow();

        Assert.Equal(1, handled.Count);
        Assert.Equal(row.Ended, handled.Missed);
        Assert.Equal(0, (await world.ListAsync(secretary, SlipStage.Printed)).Piles.Single(item => item.Id == pile).ToSend);
    }

    [Fact]
    public async Task A_pile_of_which_every_slip_ended_has_none_to_post_until_its_payment_is_taken_back()
    {
        var keiri = await world.AddStaffAsync("森 健太", StaffRole.Accountant);
        var order = await world.AskAsync(await world.AddMemberAsync());
        await world.Get<ApproveSlips>().RunAsync(secretary, [order], Cancel);
        var pile = (await world.Get<PrintSlips>().RunAsync(secretary, [], again: false, Cancel)).OrThrow().PileId!.Value;
        var deposit = await SettleAsync(keiri, order);

        var row = Assert.Single((await world.ListAsync(secretary, SlipStage.Printed)).Piles);
        Assert.Equal((1, 0), (row.Count, row.ToSend));
        Assert.Equal(("森 健太", OrderState.Paid), (Assert.Single(row.Ended).Who, row.Ended[0].State));
        var chosen = await PileAsync(pile);
        Assert.Empty(chosen.Ids);
        Assert.Empty(chosen.All);
        Assert.Equal([order], chosen.Ended);

        // It may bring money again, so nothing is said against its paper.
        (await world.Get<UndoSettlement>().RunAsync(keiri, deposit, Cancel)).OrThrow();
        Assert.Empty((await PileAsync(pile)).Ended);
    }

    private async Task<ChosenSlips> PileAsync(long pile) =>
        (await world.Get<ChooseSlips>().RunAsync(secretary, new SlipFilter(SlipStage.Printed, 0, 1), pile, Cancel)).OrThrow();

    private async Task<long> SettleAsync(Actor accountant, long order)
    {
        var typed = new TypedDeposit { Day = "2026-11-22", Amount = "24000", Message = SlipNumber.Of(order, world.App.Clock.UtcNow()), RequestKey = Guid.NewGuid().ToString("N") };
        var deposit = (await world.Get<TypeInDeposit>().RunAsync(accountant, typed, Cancel)).OrThrow();
        var row = (await world.Get<OpenInbox>().RunAsync(accountant, InboxFilter.All, 1, Cancel)).OrThrow().Rows.Single(item => item.Deposit.Id == deposit);
        (await world.Get<SettleDeposit>().RunAsync(accountant, ChoiceCode.Read(row.Choices[0].Code, deposit, false)!, Cancel)).OrThrow();
        return deposit;
    }
}
