using MemberHub.Data.Outbox;
using MemberHub.Platform.Jobs;

namespace MemberHub.Features.Outbox;

/// <summary>Mails on their way: written with what they report, sent soon after.</summary>
public static class OutboxFeature
{
    // A mail leaves within 5 seconds.
    internal static readonly TimeSpan Pulse = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan BouncePulse = TimeSpan.FromSeconds(30);

    public static WebApplicationBuilder AddOutbox(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<MailOutbox>();
        builder.Services.AddSingleton<SendMails>();
        builder.Services.AddSingleton<ReadBounces>();
        builder.AddJob<SendMailsJob>(Pulse);
        builder.AddJob<SendBulkMailsJob>(Pulse);
        builder.AddJob<ReadBouncesJob>(BouncePulse);
        return builder;
    }
}
