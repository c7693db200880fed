namespace MemberHub.Platform.Gateways;

/// <summary>The payment gateways; each registers itself when its settings are there.</summary>
public static class GatewaysSetup
{
    public static void AddGateways(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<PaymentMethodsOptions>().BindConfiguration("Payments:Methods");
        builder.Services.AddSingleton<PaymentGateways>();
    }
}
