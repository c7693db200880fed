using MemberHub.Data.Gateways;
using MemberHub.Domain;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using MemberHub.Features.Members;
using MemberHub.Features.Payments;
using MemberHub.Platform.Gateways;
using MemberHub.Tests.Features.Payments.Reliability;
using MemberHub.Tests.Features.Reconciliation;
using MemberHub.Tests.Gateways.StandIns;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Tests.Features.Payments;

/// <summary>Orders that SB Payment Service serves: what it is told, and what it tells.</summary>
public sealed class SbPaymentOrdersTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_form_of_the_store_carries_the_reading_in_katakana()
    {
        await using var world = await DepositsWorld.CreateAsync();
        var member = await world.OwingAsync("0000101", (2026, 12_000));
        var reference = (await world.Database.Get<StartOrder>().RunAsync(
            member,
            new StartOrderForm
            {
                Method = PaymentMethod.ConvenienceStore,
                Name = "佐藤　花子",
                Kana = "さとう　はなこ",
                Phone = "03-1234-5678",
                Email = "member@example.jp",
                RequestKey = Guid.NewGuid().ToString("N"),
                ShownTotal = 12_000,
            },
            Cancel)).OrThrow();

        var form = Assert.IsType<Handover.ByForm>((await world.Database.Get<SendToGateway>().RunAsync(member, reference, Cancel)).OrThrow());

        var prefill = SbPaymentForm.FromBase64(form.Fields.Single(field => field.Key == "free_csv").Value);
        Assert.Contains("LAST_NAME=佐藤,FIRST_NAME=花子,LAST_NAME_KANA=サトウ,FIRST_NAME_KANA=ハナコ,", prefill, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Late_money_of_a_member_who_was_merged_twice_is_credited_to_who_is_left()
    {
        await using var world = await DepositsWorld.CreateAsync();
        var last = await world.OwingAsync("0000101");
        await world.OwingAsync("0000102");
        var payer = await world.OwingAsync("0000103", (2026, 12_000));
        var stranger = await world.OwingAsync("0000104");
        var order = await world.StoreNumberAsync(payer);
        (await world.Database.Get<CancelOrder>().RunAsync(payer, order.Id, Cancel)).OrThrow();
        await MergeAsync(world, "0000102", "0000103");
        await MergeAsync(world, "0000101", "0000102");

        Assert.Equal("NG,unknown order", await world.ReportAsync(Deposit(order, CodeOf(stranger))));
        Assert.Equal("NG,unknown order", await world.ReportAsync(Deposit(order, "somebody")));
        Assert.Equal("OK", await world.ReportAsync(Deposit(order, CodeOf(payer))));

        await using var context = world.Database.Databases.Open(last.SocietyId);
        var credit = await context.Credits.SingleAsync(Cancel);
        Assert.Equal((last.MemberId!.Value, new Yen(12_000)), (credit.MemberId, credit.Amount));
        Assert.Empty(await world.FaultsAsync());
    }

    [Fact]
    public async Task A_notification_that_cannot_be_applied_reaches_the_office_once()
    {
        await using var world = await DepositsWorld.CreateAsync();
        var message = await KeepAsync(world, "Sandbox", [], attempts: 0);
        for (var attempt = 1; attempt <= 8; attempt++)
        {
            Assert.Equal(0, await world.Database.Get<ApplyMessages>().RunAsync(Cancel));
            world.Database.Clock.Advance(TimeSpan.FromHours(6));
        }

        Assert.Empty(await world.TasksAsync());
        for (var attempt = 9; attempt <= 10; attempt++)
        {
            await world.Database.Get<ApplyMessages>().RunAsync(Cancel);
            world.Database.Clock.Advance(TimeSpan.FromHours(6));
        }

        var task = Assert.Single(await world.TasksAsync());
        Assert.Equal((PaymentTaskKind.Unclear, message, $"Sandbox {message}"), (task.Kind, task.MessageId, task.Detail));
    }

    [Fact]
    public async Task What_is_known_of_its_order_is_told_with_it()
    {
        await using var world = await DepositsWorld.CreateAsync();
        var order = await world.StoreNumberAsync(await world.OwingAsync("0000101", (2026, 12_000)));
        var body = Deposit(order, "");
        var report = Assert.IsType<NotificationReading.Report>(world.Database.Get<PaymentGateways>().Find("SbPayment")!.Read(new GatewayNotification(body, "", "", null, world.Database.Clock.GetUtcNow().UtcDateTime))).Content;
        await using (var context = world.Database.Databases.Open(order.SocietyId))
        {
            // Its effect stands elsewhere already, so it can never be booked.
            context.Add(new Payment(order.MemberId, new Yen(1), new DateOnly(2026, 11, 22), PaymentMethod.ConvenienceStore, PaymentSource.Gateway) { EffectKey = $"SbPayment:{report.EffectKey}" });
            await context.SaveChangesAsync(Cancel);
        }

        var message = await KeepAsync(world, "SbPayment", body, attempts: 8);

        Assert.Equal(0, await world.Database.Get<ApplyMessages>().RunAsync(Cancel));

        var task = Assert.Single(await world.TasksAsync());
        Assert.Equal((order.Id, order.MemberId, message), (task.OrderId, task.MemberId, task.MessageId));
    }

    [Fact]
    public async Task A_notification_that_is_applied_after_all_bothers_nobody()
    {
        await using var world = await DepositsWorld.CreateAsync();
        var order = await world.StoreNumberAsync(await world.OwingAsync("0000101", (2026, 12_000)));
        await KeepAsync(world, "SbPayment", Deposit(order, ""), attempts: 8);

        Assert.Equal(1, await world.Database.Get<ApplyMessages>().RunAsync(Cancel));

        Assert.Empty(await world.TasksAsync());
        Assert.Empty(await world.FaultsAsync());
    }

    private static string CodeOf(Actor member) => $"s{member.SocietyId}m{member.MemberId}";

    private static byte[] Deposit(PaymentOrder order, string customer) => Reports.Deposit(order.Reference, "10000000000001", 'D', 12_000, 12_000, customer);

    private static async Task<long> KeepAsync(DepositsWorld world, string gateway, byte[] body, int attempts)
    {
        await using var context = world.Database.Databases.OpenAcrossSocieties();
        var nowUtc = world.Database.Clock.GetUtcNow().UtcDateTime;
        var message = new GatewayMessage { Gateway = gateway, Body = body, ReceivedUtc = nowUtc, NextAttemptUtc = nowUtc, Attempts = attempts };
        context.Add(message);
        await context.SaveChangesAsync(Cancel);
        return message.Id;
    }

    private static async Task MergeAsync(DepositsWorld world, string keep, string other)
    {
        var view = (await world.Database.Get<OpenMerge>().RunAsync(world.Secretary, keep, other, Cancel)).OrThrow();
        (await world.Database.Get<MergeMembers>().RunAsync(world.Secretary, keep, other, new MergeForm(view.KeepVersion, view.OtherVersion, new HashSet<MergeField>(), "二重登録"), Cancel)).OrThrow();
    }
}
