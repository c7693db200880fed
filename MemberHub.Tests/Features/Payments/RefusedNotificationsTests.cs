using System.Net;
using System.Text;
using MemberHub.Domain.Payments;
using MemberHub.Features.Payments;
using MemberHub.Tests.Features.Payments.Reliability;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Tests.Features.Payments;

/// <summary>Whoever sends rubbish to a gateway's address fills nothing, and keeps nothing genuine out.</summary>
[Asvs("2.4.1", "15.2.2", "16.3.3")]
public sealed class RefusedNotificationsTests
{
    private const string Form = "application/x-www-form-urlencoded";

    private static readonly IPAddress Stranger = IPAddress.Parse("203.0.113.9");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_the_first_of_an_hour_they_are_only_counted_and_what_is_genuine_is_taken()
    {
        await using var database = await PlainDatabase.CreateWithSocietyAsync(pools: true);
        var society = new PayingSociety(database);
        var order = Assert.Single(await society.OrderAsync(await society.AddMembersAsync(1), PaymentMethod.Card, (item, nowUtc) => item.HandOver(nowUtc, "", canInquire: false)));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            async () =>
            {
                for (var i = 0; i < 30; i++)
                {
                    Assert.Equal("NG,invalid request", await SendAsync(database, "rubbish"u8.ToArray(), Stranger));
                }
            },
            Cancel)));
        Assert.InRange(await StoredAsync(database), 1, RefusedSenders.Stored);

        Assert.Equal("OK", await SendAsync(database, Reports.CardPaid(order.Reference, "00000000000001", PayingSociety.Dues), Stranger));
        Assert.Equal("OK", await SendAsync(database, Reports.CardPaid(order.Reference, "00000000000001", PayingSociety.Dues), Stranger));
        await using var context = database.Databases.OpenAcrossSocieties();
        Assert.Equal(120, await context.RefusedNotifications.SumAsync(row => row.Count, Cancel));
        Assert.Equal(2, await context.GatewayMessages.CountAsync(message => message.Outcome == "Applied" || message.Outcome == "Repeated", Cancel));
    }

    [Fact]
    public async Task Another_sender_and_the_next_hour_begin_anew()
    {
        await using var database = await PlainDatabase.CreateWithSocietyAsync();
        for (var i = 0; i < RefusedSenders.Stored + 5; i++)
        {
            await SendAsync(database, "rubbish"u8.ToArray(), Stranger);
        }

        Assert.Equal(RefusedSenders.Stored, await StoredAsync(database));
        await SendAsync(database, "rubbish"u8.ToArray(), IPAddress.Parse("198.51.100.7"));
        Assert.Equal(RefusedSenders.Stored + 1, await StoredAsync(database));
        database.Clock.Advance(TimeSpan.FromHours(1));
        await SendAsync(database, "rubbish"u8.ToArray(), Stranger);
        Assert.Equal(RefusedSenders.Stored + 2, await StoredAsync(database));
    }

    [Fact]
    public async Task Many_addresses_are_not_many_senders()
    {
        await using var database = await PlainDatabase.CreateWithSocietyAsync();
        for (var i = 1; i <= 60; i++)
        {
            await SendAsync(database, "rubbish"u8.ToArray(), IPAddress.Parse($"2001:db8:0:1::{i:x}"));
        }

        Assert.Equal(RefusedSenders.Stored, await StoredAsync(database));
        for (var i = 1; i <= 100; i++)
        {
            await SendAsync(database, "rubbish"u8.ToArray(), IPAddress.Parse($"203.0.113.{i}"));
        }

        await using var context = database.Databases.OpenAcrossSocieties();
        Assert.Equal(RefusedSenders.MostSenders + 1, await context.RefusedNotifications.CountAsync(Cancel));
        Assert.Equal(160, await context.RefusedNotifications.SumAsync(row => row.Count, Cancel));
        Assert.InRange(await StoredAsync(database), 1, RefusedSenders.Stored * 2 + RefusedSenders.MostSenders);
    }

    private static async Task<string> SendAsync(PlainDatabase database, byte[] body, IPAddress sender) =>
        Encoding.ASCII.GetString((await database.Get<ReceiveNotification>().RunAsync("SbPayment", body, Form, "", sender, Cancel))!.Body.Span);

    private static async Task<int> StoredAsync(PlainDatabase database)
    {
        await using var context = database.Databases.OpenAcrossSocieties();
        return await context.GatewayMessages.CountAsync(message => message.Outcome == "Malformed" || message.Outcome == "NotGenuine", Cancel);
    }
}
