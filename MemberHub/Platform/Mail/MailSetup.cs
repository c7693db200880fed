namespace MemberHub.Platform.Mail;

public static class MailSetup
{
    /// <summary>Registers the delivery of mails with the transport that the settings name.</summary>
    public static WebApplicationBuilder AddMail(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<MailOptions>()
            .Bind(builder.Configuration.GetSection("Mail"))
            .PostConfigure<IHostEnvironment>(ChooseFolder)
            .Validate(options => options.Smtp.IsValid, "Mail:Smtp:Port must be 1–65535, TimeoutSeconds 1–600, From an address, Security Auto, None, StartTls or Tls.")
            .Validate(options => options.BulkPerMinute is >= 1 and <= 60_000, "Mail:BulkPerMinute must be 1–60,000.")
            .Validate(options => string.IsNullOrEmpty(options.BounceAddress) || options.BounceAddress.Contains('@', StringComparison.Ordinal), "Mail:BounceAddress must be an address.")
            .ValidateOnStart();
        builder.Services.AddSingleton<PublicAddress>();
        builder.Services.AddSingleton<MailSender>();
        builder.Services.AddSingleton<MailDelivery>();
        builder.Services.AddHostedService<MailAnnouncement>();
        return builder;
    }

    private static void ChooseFolder(MailOptions options, IHostEnvironment environment)
    {
        if (environment.IsDevelopment() && string.IsNullOrEmpty(options.Folder) && string.IsNullOrEmpty(options.Smtp.Host))
        {
            options.Folder = Path.Combine(environment.ContentRootPath, "mail");
        }
    }
}
