using System.Net;

namespace MemberHub.Platform.Gateways.Stripe;

/// <summary>Registers Stripe.</summary>
public static class StripeSetup
{
    private const int MostAnswerBytes = 1024 * 1024;

    /// <summary>Active when a secret key is set or a method names it; its settings are checked at start.</summary>
    public static void AddStripe(this WebApplicationBuilder builder)
    {
        if (!builder.HasGateway("Stripe", nameof(StripeOptions.SecretKey)))
        {
            return;
        }

        builder.Services.AddOptions<StripeOptions>().BindConfiguration(StripeOptions.Section).ValidateOnStart();
        builder.Services.AddGatewayRules<StripeOptions>(options => options.Faults());

        // Without the factory's own loggers: at Trace they would write headers, and a message names the payer's voucher.
        builder.Services.AddHttpClient(StripeApi.ClientName, client =>
        {
            client.Timeout = Timeout.InfiniteTimeSpan; // StripeApi times each try
            client.MaxResponseContentBufferSize = MostAnswerBytes;
        }).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        }).RemoveAllLoggers();
        builder.Services.AddSingleton<StripeApi>();
        builder.Services.AddSingleton<IPaymentGateway, StripeGateway>();
    }
}
