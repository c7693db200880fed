using MemberHub.Platform.Gateways.Sandbox;
using MemberHub.Platform.Gateways.SbPayment;
using MemberHub.Platform.Gateways.Stripe;
using Microsoft.Extensions.Options;

namespace MemberHub.Platform.Gateways;

/// <summary>The payment gateways; each registers itself when its settings are there.</summary>
public static class GatewaysSetup
{
    public static void AddGateways(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<PaymentMethodsOptions>().BindConfiguration("Payments:Methods");
        builder.Services.AddSingleton<PaymentGateways>();
        builder.AddSbPayment();
        builder.AddStripe();
        builder.AddSandboxGateway();
    }

    /// <summary>The gateway's key setting is there, or a method names the gateway.</summary>
    internal static bool HasGateway(this WebApplicationBuilder builder, string name, string keySetting)
    {
        var methods = builder.Configuration.GetSection("Payments:Methods").Get<PaymentMethodsOptions>() ?? new PaymentMethodsOptions();
        return !string.IsNullOrEmpty(builder.Configuration[$"Gateways:{name}:{keySetting}"])
            || name.Equals(methods.Card, StringComparison.OrdinalIgnoreCase)
            || name.Equals(methods.ConvenienceStore, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Stops the start with all <paramref name="faults"/> of the settings.</summary>
    internal static void AddGatewayRules<TOptions>(this IServiceCollection services, Func<TOptions, IEnumerable<string>> faults)
        where TOptions : class => services.AddSingleton<IValidateOptions<TOptions>>(new Rules<TOptions>(faults));

    private sealed class Rules<TOptions>(Func<TOptions, IEnumerable<string>> faults) : IValidateOptions<TOptions>
        where TOptions : class
    {
        public ValidateOptionsResult Validate(string? name, TOptions options) => faults(options).ToList() is { Count: > 0 } found
            ? ValidateOptionsResult.Fail(found)
            : ValidateOptionsResult.Success;
    }
}
