using System.Diagnostics;
using MemberHub.Domain.Societies;
using MemberHub.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Tests.Data;

[Trait("Runs", "Once")]
public sealed class SqliteWaitingTests
{
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

    private static async Task AddAsync(PlainDatabase world, string name)
    {
        await using var database = world.Databases.Open(world.Society.Id);
        database.Add(new MemberCategory(name, name, name));
        await database.SaveChangesAsync(Cancel);
    }
}
