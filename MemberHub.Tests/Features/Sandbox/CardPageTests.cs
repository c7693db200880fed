using System.Net;
using MemberHub.Domain;
using MemberHub.Features.Sandbox;
using MemberHub.Platform.Gateways;

namespace MemberHub.Tests.Features.Sandbox;

public sealed class CardPageTests
{
    private static readonly string[] Paid = ["Paid"];

    [Theory]
    [InlineData("Approved", "return", "Paid", "Paid", "")]
    [InlineData("Declined", "return", "Failed", "Failed", "card_declined")]
    [InlineData("NoReturn", "left", "Paid", "Paid", "")]
    [InlineData("Lost", "return", null, "Paid", "")]
    [InlineData("Closed", "left", null, "Pending", "")]
    [InlineData("ThreeDSecure", "secure", null, "Pending", "")]
    public async Task Each_outcome_is_reported_and_returned_as_it_says(string outcome, string next, string? reported, string standing, string errorCode)
    {
        await using var world = await SandboxWorld.StartAsync();
        var (order, code) = await world.BeginCardAsync();

        var sentTo = await world.PayAsync(code, outcome);

        Assert.Equal($"/sandbox/{next}/{code}", sentTo);
        Assert.Equal(reported is null ? [] : [reported], world.Portal.Kinds);
        var report = await world.InquireAsync(order);
        Assert.Equal((standing, errorCode, order.Reference), (report.Kind.ToString(), report.Code, report.Reference));
        if (reported is not null)
        {
            Assert.Equal(report.EffectKey, world.Portal.Reports[0].EffectKey);
        }
    }

    [Fact]
    public async Task A_late_report_comes_when_its_time_has_come()
    {
        await using var world = await SandboxWorld.StartAsync();
        var (_, code) = await world.BeginCardAsync();

        Assert.Equal($"/sandbox/return/{code}", await world.PayAsync(code, "Late"));
        world.App.Clock.Advance(TimeSpan.FromSeconds(PayByCard.LateSeconds - 1));
        await Task.Delay(1500, TestContext.Current.CancellationToken);
        Assert.Empty(world.Portal.Letters);

        world.App.Clock.Advance(TimeSpan.FromSeconds(1));
        await world.UntilAsync(1);
        Assert.Equal(Paid, world.Portal.Kinds);
    }

    [Theory]
    [InlineData("true", GatewayReportKind.Paid, "")]
    [InlineData("false", GatewayReportKind.Failed, "authentication_failed")]
    public async Task Authentication_decides_a_3D_Secure_payment(string approved, GatewayReportKind kind, string code)
    {
        await using var world = await SandboxWorld.StartAsync();
        var (_, payment) = await world.BeginCardAsync();
        var page = await world.PayAsync(payment, "ThreeDSecure");

        Assert.Equal($"/sandbox/return/{payment}", await world.SubmitAsync(page, page, ("approved", approved)));

        var report = Assert.Single(world.Portal.Reports);
        Assert.Equal((kind, code), (report.Kind, report.Code));
    }

    [Fact]
    public async Task Giving_up_is_a_failure_that_costs_nothing()
    {
        await using var world = await SandboxWorld.StartAsync();
        var (_, code) = await world.BeginCardAsync();

        await world.SubmitAsync($"/sandbox/pay/{code}", $"/sandbox/pay/{code}", ("card", "Visa"), ("outcome", "Approved"), ("giveUp", "true"));

        var report = Assert.Single(world.Portal.Reports);
        Assert.Equal((GatewayReportKind.Failed, "given_up", Yen.Zero), (report.Kind, report.Code, report.Amount));
    }

    [Fact]
    public async Task Paying_twice_in_two_tabs_charges_once()
    {
        await using var world = await SandboxWorld.StartAsync();
        var (_, code) = await world.BeginCardAsync();

        // All tabs are open before the first one pays: a page opened afterwards has no form. The first gives the browser its cookie.
        var tabs = new List<string>();
        for (var tab = 0; tab < 6; tab++)
        {
            tabs.Add(await world.OpenAsync($"/sandbox/pay/{code}"));
        }

        var pages = await Task.WhenAll(tabs.Select(tab => world.SendAsync(tab, $"/sandbox/pay/{code}", ("card", "Visa"), ("outcome", "Approved"))));

        Assert.All(pages, page => Assert.Equal($"/sandbox/return/{code}", page));
        Assert.Equal(Paid, world.Portal.Kinds);
    }

    [Fact]
    public async Task The_browser_returns_by_post_and_says_no_more_than_the_order()
    {
        await using var world = await SandboxWorld.StartAsync();
        var (order, code) = await world.BeginCardAsync();
        await world.PayAsync(code, "Declined");

        var page = await world.ReadAsync($"/sandbox/return/{code}");

        Assert.Contains($"""<form method="post" action="{order.ReturnUrl}" data-returns""", page);
        Assert.Equal(1, page.Split("<input").Length - 1);
        Assert.Contains($"""name="reference" value="{order.Reference}" """.Trim(), page);
    }

    [Fact]
    public async Task A_payment_that_is_not_over_does_not_return()
    {
        await using var world = await SandboxWorld.StartAsync();
        var (_, code) = await world.BeginCardAsync();

        Assert.Equal(HttpStatusCode.Redirect, await world.StatusOfAsync($"/sandbox/return/{code}"));
    }

    [Fact]
    public async Task Every_brand_can_be_chosen_and_is_seen_on_the_console()
    {
        await using var world = await SandboxWorld.StartAsync();
        foreach (var card in TestCard.All)
        {
            var (_, code) = await world.BeginCardAsync();
            await world.PayAsync(code, "Approved", card.Brand);
        }

        var console = await world.ReadAsync("/sandbox/console");

        Assert.Equal(5, TestCard.All.Count);
        Assert.All(TestCard.All, card => Assert.Contains(card.Name, console));
    }

    [Fact]
    public async Task A_page_speaks_the_language_of_the_order_until_the_payer_chooses()
    {
        await using var world = await SandboxWorld.StartAsync();
        var begun = await world.Gateway.BeginAsync(world.CardOrder() with { Language = "en" }, TestContext.Current.CancellationToken);

        Assert.Contains("<html lang=\"en\"", await world.ReadAsync($"/sandbox/pay/{begun.Transaction}"));
        Assert.Contains("実際のお金は動きません", await world.ReadAsync($"/sandbox/pay/{begun.Transaction}?lang=ja"));
    }

    [Theory]
    [InlineData("Nonsense")]
    [InlineData("99")]
    [InlineData("")]
    public async Task An_outcome_that_does_not_exist_is_refused(string outcome)
    {
        await using var world = await SandboxWorld.StartAsync();
        var (order, code) = await world.BeginCardAsync();

        Assert.Equal("400", await world.PayAsync(code, outcome));
        Assert.Equal(GatewayReportKind.Pending, (await world.InquireAsync(order)).Kind);
    }

    [Fact]
    public async Task A_form_without_its_token_and_a_payment_that_does_not_exist_have_no_effect()
    {
        await using var world = await SandboxWorld.StartAsync();
        var (order, code) = await world.BeginCardAsync();
        using var stranger = world.App.Connect();
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("outcome", "Approved")]);

        var answer = await stranger.PostAsync($"/sandbox/pay/{code}", form, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(GatewayReportKind.Pending, (await world.InquireAsync(order)).Kind);
        Assert.Equal(HttpStatusCode.NotFound, await world.StatusOfAsync("/sandbox/pay/0123456789abcdef01234567"));
    }
}
