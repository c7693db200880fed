using MemberHub.Platform.Mail;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MemberHub.Platform.Gateways.Sandbox;

/// <summary>Registers the test gateway where it is wanted.</summary>
public static class SandboxGatewaySetup
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Some method is paid with the sandbox, or may be: always in Development.</summary>
    public static bool IsUsed(IConfiguration configuration, IHostEnvironment environment) =>
        environment.IsDevelopment() || IsNamed(configuration) || Options(configuration).Url.Length > 0;

    /// <summary>
    /// This server serves the sandbox: when it is enabled, and when it is used and no other server is named. Outside Development that
    /// takes a setting that says so.
    /// </summary>
    public static bool IsServed(IConfiguration configuration, IHostEnvironment environment) =>
        Options(configuration) is { Enabled: true } || (Options(configuration).Url.Length == 0 && (environment.IsDevelopment() || IsNamed(configuration)));

    internal static void AddSandboxGateway(this WebApplicationBuilder builder)
    {
        if (!IsUsed(builder.Configuration, builder.Environment) && !IsServed(builder.Configuration, builder.Environment))
        {
            return;
        }

        builder.Services.AddOptions<SandboxOptions>().BindConfiguration(SandboxOptions.Section).ValidateOnStart();
        builder.Services.AddGatewayRules<SandboxOptions>(options => options.Faults());
        builder.Services.TryAddSingleton<PublicAddress>();
        builder.Services.AddSingleton<SandboxConnection>();
        builder.Services.AddSingleton<IPaymentGateway, SandboxGateway>();
        builder.Services.AddHttpClient(SandboxGateway.GatewayName, client => client.Timeout = Patience)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false })
            .RemoveAllLoggers();
    }

    private static bool IsNamed(IConfiguration configuration) =>
        configuration.GetSection("Payments:Methods").GetChildren().Any(method => string.Equals(method.Value, SandboxGateway.GatewayName, StringComparison.OrdinalIgnoreCase));

    private static SandboxOptions Options(IConfiguration configuration) => configuration.GetSection(SandboxOptions.Section).Get<SandboxOptions>() ?? new();
}
