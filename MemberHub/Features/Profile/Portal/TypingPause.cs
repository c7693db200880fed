namespace MemberHub.Features.Profile.Portal;

/// <summary>Waits until somebody has stopped typing. Belongs to one component and its renderer's turn.</summary>
internal sealed class TypingPause(TimeSpan length, TimeProvider clock)
{
    private CancellationTokenSource? waiting;

    /// <summary>Something was typed and the pause after it is not over.</summary>
    public bool IsOpen => waiting is not null;

    /// <summary>Begins anew; true when the pause passed without another beginning or the end.</summary>
    public async Task<bool> PassedAsync()
    {
        End();
        using var mine = waiting = new CancellationTokenSource();
        try
        {
            await Task.Delay(length, clock, mine.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }

        waiting = null;
        return true;
    }

    public void End()
    {
        waiting?.Cancel();
        waiting = null;
    }
}
