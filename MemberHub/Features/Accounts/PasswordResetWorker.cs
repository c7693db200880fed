namespace MemberHub.Features.Accounts;

/// <summary>Works off the wishes for new passwords; what waits at shutdown is still done.</summary>
internal sealed partial class PasswordResetWorker(PasswordResetQueue queue, SendPasswordReset send, ILogger<PasswordResetWorker> log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var wish in queue.TakeAllAsync(stoppingToken))
            {
                await SendAsync(wish);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            while (queue.TryTake(out var wish))
            {
                await SendAsync(wish!);
            }
        }
    }

    private async Task SendAsync(PasswordResetWish wish)
    {
        try
        {
            await send.RunAsync(wish, CancellationToken.None);
        }
        // The next wish must not suffer. Messages of the database may carry the address, so the kind is all that is logged.
        catch (Exception error)
        {
            LogFailed(error.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A mail for a new password could not be written: {Kind}")]
    private partial void LogFailed(string kind);
}
