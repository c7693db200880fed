using System.Collections.Concurrent;
using System.Diagnostics;
using MemberHub.Domain.Societies;
using MemberHub.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Tests.Data.Sqlite;

[Trait("Runs", "Once")]
public sealed class SqliteWaitingTests
{
    private const int Queue = 8;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sqlite_itself_waits_for_half_a_minute()
    {
        Assert.SkipUnless(PlainDatabase.IsSqlite, "For SQLite only.");
        await using var world = await PlainDatabase.CreateAsync();
        await using var database = world.Databases.OpenAcrossSocieties();

        Assert.Equal(30_000, (await database.Database.SqlQueryRaw<long>("SELECT timeout AS \"Value\" FROM pragma_busy_timeout").ToListAsync(Cancel)).Single());
    }

    [Fact]
    public async Task A_writer_goes_on_a_moment_after_the_one_before_it()
    {
        Assert.SkipUnless(PlainDatabase.IsSqlite, "For SQLite only.");
        await using var world = await PlainDatabase.CreateWithSocietyAsync();
        await using var before = new SqliteConnection(world.ConnectionString + ";Pooling=False");
        await before.OpenAsync(Cancel);
        var waits = new List<TimeSpan>();
        for (var round = 0; round < 5; round++)
        {
            await using var held = before.BeginTransaction(deferred: false);
            var name = $"区分{round}";
            var waiting = Task.Run(() => AddAsync(world, name), Cancel);
            await Task.Delay(200, Cancel);
            Assert.False(waiting.IsCompleted);
            await held.CommitAsync(Cancel);
            var freed = Stopwatch.StartNew();
            await waiting;
            waits.Add(freed.Elapsed);
        }

        // The client's own retry would look again every 150 ms; SQLite's, every 100 ms at the most.
        Assert.InRange(waits.Min(), TimeSpan.Zero, TimeSpan.FromMilliseconds(140));
    }

    [Fact]
    public async Task Writers_of_one_process_go_in_the_order_in_which_they_came()
    {
        Assert.SkipUnless(PlainDatabase.IsSqlite, "For SQLite only.");
        await using var world = await PlainDatabase.CreateWithSocietyAsync(pools: true);

        Assert.Equal(Enumerable.Range(0, Queue), await WriteInTurnAsync(world, async write =>
        {
            await using var database = world.Databases.Open(world.Society.Id);
            await using var transaction = await database.Database.BeginTransactionAsync(Cancel);
            write();
            await transaction.CommitAsync(Cancel);
        }));
    }

    [Fact]
    public async Task Writers_that_only_wait_for_the_lock_overtake_each_other()
    {
        Assert.SkipUnless(PlainDatabase.IsSqlite, "For SQLite only.");
        await using var world = await PlainDatabase.CreateWithSocietyAsync();
        for (var attempt = 0; attempt < 10; attempt++)
        {
            var order = await WriteInTurnAsync(world, write => Task.Factory.StartNew(
                () =>
                {
                    using var connection = new SqliteConnection(world.ConnectionString + ";Pooling=False");
                    connection.Open();
                    using var transaction = connection.BeginTransaction(deferred: false);
                    write();
                    transaction.Commit();
                },
                Cancel,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default));
            if (!Enumerable.Range(0, Queue).SequenceEqual(order))
            {
                return;
            }
        }

        Assert.Fail("They went in order ten times.");
    }

    [Theory]
    [InlineData("given up", true)]
    [InlineData("rolled back", true)]
    [InlineData("cancelled", true)]
    [InlineData("given up", false)]
    [InlineData("rolled back", false)]
    [InlineData("cancelled", false)]
    public async Task Who_gives_up_does_not_hold_the_others_up(string how, bool pools)
    {
        Assert.SkipUnless(PlainDatabase.IsSqlite, "For SQLite only.");
        await using var world = await PlainDatabase.CreateWithSocietyAsync(pools);
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < 3; i++)
        {
            await using var database = world.Databases.Open(world.Society.Id);
            await using var transaction = await database.Database.BeginTransactionAsync(Cancel);
            if (how == "rolled back")
            {
                await transaction.RollbackAsync(Cancel);
            }
            else if (how == "cancelled")
            {
                using var impatient = new CancellationTokenSource(50);
                await using var other = world.Databases.Open(world.Society.Id);
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => other.Database.BeginTransactionAsync(impatient.Token));
            }
        }

        await AddAsync(world, "区分");
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(15));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_gives_up_on_a_connection_it_opened_itself_does_not_hold_the_others_up(bool pools)
    {
        Assert.SkipUnless(PlainDatabase.IsSqlite, "For SQLite only.");
        await using var world = await PlainDatabase.CreateWithSocietyAsync(pools);
        await using (var database = world.Databases.Open(world.Society.Id))
        {
            await database.Database.OpenConnectionAsync(Cancel);
            await using var transaction = await database.Database.BeginTransactionAsync(Cancel);
        }

        var watch = Stopwatch.StartNew();
        await Task.WhenAll(AddAsync(world, "区分"), AddAsync(world, "別の区分"));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(15));
    }

    // One holds the lock until the others stand behind each other; each then says when it is its turn.
    private static async Task<IReadOnlyList<int>> WriteInTurnAsync(PlainDatabase world, Func<Action, Task> writeAsync)
    {
        var turns = new ConcurrentQueue<int>();
        await using var first = new SqliteConnection(world.ConnectionString + ";Pooling=False");
        await first.OpenAsync(Cancel);
        await using var held = first.BeginTransaction(deferred: false);
        List<Task> writers = [];
        for (var i = 0; i < Queue; i++)
        {
            // The first one waits inside SQLite and holds its thread; who comes later stands in the queue when the call returns.
            var number = i;
            writers.Add(i == 0 ? Task.Run(() => writeAsync(() => turns.Enqueue(number)), Cancel) : writeAsync(() => turns.Enqueue(number)));
            await Task.Delay(i == 0 ? 500 : 40, Cancel);
        }

        await held.CommitAsync(Cancel);
        await Task.WhenAll(writers);
        return [.. turns];
    }

    private static async Task AddAsync(PlainDatabase world, string name)
    {
        await using var database = world.Databases.Open(world.Society.Id);
        database.Add(new MemberCategory(name, name, name));
        await database.SaveChangesAsync(Cancel);
    }
}
