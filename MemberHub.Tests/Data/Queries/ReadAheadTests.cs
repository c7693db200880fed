using MemberHub.Data.Queries;

namespace MemberHub.Tests.Data.Queries;

[Trait("Runs", "Once")]
public sealed class ReadAheadTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    public async Task All_rows_come_in_the_order_of_their_keys_and_one_batch_is_read_ahead_at_most(int count)
    {
        var asked = 0;
        var rows = new List<int>();

        await foreach (var row in ReadAhead.InBatchesAsync(Enumerable.Range(0, count).ToList(), 3, ReadAsync, Cancel))
        {
            Assert.InRange(Volatile.Read(ref asked), (row / 3) + 1, (row / 3) + 2);
            rows.Add(row);
        }

        Assert.Equal(Enumerable.Range(0, count), rows);
        Assert.Equal((count + 2) / 3, asked);

        Task<IReadOnlyList<int>> ReadAsync(int[] keys, CancellationToken stop)
        {
            Interlocked.Increment(ref asked);
            return Task.FromResult<IReadOnlyList<int>>(keys);
        }
    }

    [Fact]
    public async Task Who_stops_early_leaves_no_reading_behind()
    {
        var stopped = false;
        var begun = new TaskCompletionSource();

        await foreach (var row in ReadAhead.InBatchesAsync<int, int>([1, 2], 1, ReadAsync, Cancel))
        {
            Assert.Equal(1, row);
            await begun.Task;
            break;
        }

        Assert.True(stopped);

        async Task<IReadOnlyList<int>> ReadAsync(int[] keys, CancellationToken stop)
        {
            if (keys is [2])
            {
                begun.SetResult();
                await Task.Delay(Timeout.Infinite, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                stopped = true;
            }

            return keys;
        }
    }

    [Fact]
    public async Task What_goes_wrong_in_reading_reaches_the_caller()
    {
        static Task<IReadOnlyList<int>> ReadAsync(int[] keys, CancellationToken stop) => throw new InvalidDataException("broken");

        await Assert.ThrowsAsync<InvalidDataException>(async () => await ReadAhead.InBatchesAsync<int, int>([1], 1, ReadAsync, Cancel).ToListAsync(Cancel));
    }
}
