namespace MemberHub.Platform.Gateways.SbPayment;

/// <summary>Registers SB Payment Service.</summary>
public static class SbPaymentSetup
{
    /// <summary>
    /// Active when a merchant is set or a method names it. It is checked at start either way: a gateway without its key would believe
    /// anyone, and late results of a company that is no longer offered still have to be read.
    /// </summary>
    public static void AddSbPayment(this WebApplicationBuilder builder)
    {
        if (!builder.HasGateway("SbPayment", nameof(SbPaymentOptions.MerchantId)))
        {
            return;
        }

        builder.Services.AddOptions<SbPaymentOptions>().BindConfiguration(SbPaymentOptions.Section).ValidateOnStart();
        builder.Services.AddGatewayRules<SbPaymentOptions>(options => options.Faults());
        builder.Services.AddSingleton<IPaymentGateway, SbPaymentGateway>();
    }
}
