namespace MemberHub.Platform.Mail;

/// <summary>Tells the operator at start where mails go, and warns when they go nowhere.</summary>
internal sealed partial class MailAnnouncement(MailDelivery delivery, ILogger<MailAnnouncement> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (delivery.Folder is { } folder)
        {
            LogFolder(folder);
        }
        else if (delivery.Server is { } server)
        {
            LogServer(server);
        }
        else
        {
            LogNowhere();
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message = "Mails are written to {Folder}")]
    private partial void LogFolder(string folder);

    [LoggerMessage(Level = LogLevel.Information, Message = "Mails go to the server {Server}")]
    private partial void LogServer(string server);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Neither Mail:Smtp:Host nor Mail:Folder is set: no mail leaves, all wait in the outbox until one of them is set")]
    private partial void LogNowhere();
}
