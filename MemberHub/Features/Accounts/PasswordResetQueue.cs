using System.Globalization;
using System.Threading.Channels;

namespace MemberHub.Features.Accounts;

/// <summary>An address that was typed, the language to write to it in, and the network address it came from.</summary>
public sealed record PasswordResetWish(string Email, CultureInfo Language, string Origin);

/// <summary>Wishes for new passwords between the answer to the person and the mail. Empty but for moments; lost only when the process is killed then.</summary>
public sealed partial class PasswordResetQueue(ILogger<PasswordResetQueue> log)
{
    // Somebody who floods the form fills this, not the database.
    private readonly Channel<PasswordResetWish> wishes = Channel.CreateBounded<PasswordResetWish>(
        new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.Wait });

    public void Add(PasswordResetWish wish)
    {
        if (!wishes.Writer.TryWrite(wish))
        {
            LogFull();
        }
    }

    internal IAsyncEnumerable<PasswordResetWish> TakeAllAsync(CancellationToken cancel) => wishes.Reader.ReadAllAsync(cancel);

    internal bool TryTake(out PasswordResetWish? wish) => wishes.Reader.TryRead(out wish);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Too many wishes for new passwords at once; one was dropped")]
    private partial void LogFull();
}
