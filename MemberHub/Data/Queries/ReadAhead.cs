using System.Runtime.CompilerServices;

namespace MemberHub.Data.Queries;

/// <summary>Reads more rows than are to be in memory at once.</summary>
public static class ReadAhead
{
    /// <summary>
    /// The rows of many keys, read a batch of keys at a time, in the order of the keys: while the caller works on one batch, the next is being
    /// read, so that two are in memory at most.
    /// </summary>
    /// <param name="read">Reads the rows of a batch in a context of its own, for it runs on another thread.</param>
    public static async IAsyncEnumerable<TRow> InBatchesAsync<TKey, TRow>(
        IReadOnlyList<TKey> keys, int size, Func<TKey[], CancellationToken, Task<IReadOnlyList<TRow>>> read, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var ahead = Task.FromResult<IReadOnlyList<TRow>>([]);
        try
        {
            foreach (var batch in keys.Chunk(size))
            {
                var rows = await ahead;

                // SQLite reads while its caller waits: without another thread nothing would be read ahead.
                ahead = Task.Run(() => read(batch, stop.Token), stop.Token);
                foreach (var row in rows)
                {
                    yield return row;
                }
            }

            foreach (var row in await ahead)
            {
                yield return row;
            }
        }
        finally
        {
            // Who stops early leaves no reading behind.
            await stop.CancelAsync();
            await ((Task)ahead).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
