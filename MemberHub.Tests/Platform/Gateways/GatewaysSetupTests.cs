using MemberHub.Domain.Payments;
using MemberHub.Platform.Gateways;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MemberHub.Tests.Platform.Gateways;

[Trait("Runs", "Once")]
public sealed class GatewaysSetupTests
{
    private const string Key = "0123456789abcdef0123456789abcdef01234567";

    private static readonly Dictionary<string, string?> SbPayment = new()
    {
        ["Gateways:SbPayment:MerchantId"] = "19788",
        ["Gateways:SbPayment:ServiceId"] = "001",
        ["Gateways:SbPayment:HashKey"] = Key,
        ["Gateways:SbPayment:RequestUrl"] = "https://gateway.example.com/buy",
    };

    [Fact]
    public void A_gateway_without_settings_is_not_there()
    {
        var gateways = Build([]).Services.GetRequiredService<PaymentGateways>();

        Assert.Null(gateways.Find("SbPayment"));
        Assert.Null(gateways.Find("Stripe"));
        Assert.Null(gateways.For(PaymentMethod.Card));
    }

    [Fact]
    public async Task A_gateway_with_settings_reads_late_reports_even_when_no_method_names_it()
    {
        await using var app = Build(SbPayment);
        await app.StartAsync(TestContext.Current.CancellationToken);
        var gateways = app.Services.GetRequiredService<PaymentGateways>();

        Assert.Equal("SbPayment", gateways.Find("sbpayment")?.Name);
        Assert.Null(gateways.For(PaymentMethod.Card));
        Assert.Empty(gateways.FormOrigins);
    }

    [Fact]
    public async Task A_method_leads_to_its_gateway()
    {
        await using var app = Build(new(SbPayment) { ["Payments:Methods:Card"] = "sbpayment" });
        await app.StartAsync(TestContext.Current.CancellationToken);
        var gateways = app.Services.GetRequiredService<PaymentGateways>();

        Assert.Equal("SbPayment", gateways.For(PaymentMethod.Card)?.Name);
        Assert.Equal(["https://gateway.example.com"], gateways.FormOrigins);
    }

    [Theory]
    [InlineData("SbPayment", "MerchantId", "ServiceId", "HashKey", "RequestUrl")]
    [InlineData("Stripe", "SecretKey", "WebhookSecrets")]
    public async Task A_named_gateway_without_its_settings_stops_the_start(string name, params string[] keys)
    {
        var failure = await StartFailureAsync(new() { ["Payments:Methods:ConvenienceStore"] = name });

        Assert.All(keys, key => Assert.Contains($"Gateways:{name}:{key} ", failure, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("MerchantId", "197888")]
    [InlineData("ServiceId", "1")]
    [InlineData("HashKey", "short")]
    [InlineData("HashKey", "ハッシュキーハッシュキーハッシュキー")]
    [InlineData("HashAlgorithm", "17")]
    [InlineData("RequestUrl", "http://gateway.example.com/buy")]
    [InlineData("RequestUrl", "/buy")]
    [InlineData("CardMethod", "cash")]
    [InlineData("AllowedSenders:0", "anyone")]
    [InlineData("OkReply", "YES")]
    [Asvs("13.3.1", "16.2.5")]
    public async Task A_wrong_setting_stops_the_start_without_telling_its_value(string key, string value)
    {
        var failure = await StartFailureAsync(new(SbPayment) { [$"Gateways:SbPayment:{key}"] = value });

        Assert.Contains($"Gateways:SbPayment:{key.Split(':')[0]} ", failure, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, failure, StringComparison.Ordinal);
    }

    private static async Task<string> StartFailureAsync(Dictionary<string, string?> settings)
    {
        await using var app = Build(settings);
        return (await Assert.ThrowsAsync<OptionsValidationException>(() => app.StartAsync(TestContext.Current.CancellationToken))).Message;
    }

    private static WebApplication Build(Dictionary<string, string?> settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        _ = builder.Configuration.AddInMemoryCollection(settings).AddInMemoryCollection([new("urls", "http://127.0.0.1:0")]);
        _ = builder.Logging.ClearProviders();
        _ = builder.Services.AddSingleton(TimeProvider.System);
        builder.AddGateways();
        return builder.Build();
    }
}
