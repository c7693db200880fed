using System.Data;
using System.Runtime.InteropServices;
using MemberHub.Data;
using MemberHub.Domain.Societies;
using MemberHub.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace MemberHub.Tests.Data.Sqlite;

[Trait("Runs", "Once")]
public sealed class SqliteKeepingTests : IAsyncLifetime
{
    private const string Counting = "\"NameJa\" = @";

    // SQLite's own: the wrapper in .NET only finds again what it was told to write down.
    private static readonly Func<IntPtr, IntPtr, IntPtr> NextStatement = Native<NextStatementCall>("sqlite3_next_stmt").Invoke;
    private static readonly Func<IntPtr, IntPtr> TextOf = Native<TextCall>("sqlite3_sql").Invoke;

    private PlainDatabase world = default!;

    private delegate IntPtr NextStatementCall(IntPtr connection, IntPtr statement);

    private delegate IntPtr TextCall(IntPtr statement);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(PlainDatabase.IsSqlite, "For SQLite only.");
        world = await PlainDatabase.CreateWithSocietyAsync(pools: true);
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task A_statement_is_prepared_once_and_serves_the_next_context()
    {
        Assert.Equal(0, await CountAsync("区分"));
        var prepared = await PreparedAsync(Counting);
        await AddAsync("区分");

        Assert.Equal(1, await CountAsync("区分"));
        Assert.Equal(0, await CountAsync("別の区分"));
        Assert.Single(prepared);
        Assert.Equal(prepared, await PreparedAsync(Counting));
    }

    [Fact]
    public async Task Where_connections_are_not_pooled_nothing_stays_open()
    {
        await using var plain = await PlainDatabase.CreateAsync();
        await using var database = plain.Databases.OpenAcrossSocieties();
        await database.Societies.CountAsync(Cancel);

        Assert.Null(((SqliteConnection)database.Database.GetDbConnection()).Handle);
    }

    [Fact]
    public async Task A_connection_that_is_kept_says_that_it_is_closed()
    {
        await using var database = world.Databases.OpenAcrossSocieties();
        await database.Societies.CountAsync(Cancel);
        var connection = (SqliteConnection)database.Database.GetDbConnection();

        Assert.Equal(ConnectionState.Closed, connection.State);
        Assert.NotNull(connection.Handle);
    }

    [Fact]
    public async Task A_statement_that_failed_runs_again()
    {
        await AddAsync("区分");
        await Assert.ThrowsAsync<DbUpdateException>(() => AddAsync("区分"));
        await AddAsync("別の区分");

        Assert.Equal((1, 1), (await CountAsync("区分"), await CountAsync("別の区分")));
    }

    [Fact]
    public async Task The_same_text_may_run_inside_itself()
    {
        await AddAsync("甲");
        await AddAsync("乙");
        await using var database = world.Databases.Open(world.Society.Id);
        List<string> pairs = [];
        await foreach (var outer in Names(database))
        {
            await foreach (var inner in Names(database))
            {
                pairs.Add(outer + inner);
            }
        }

        Assert.Equal(["乙乙", "乙甲", "甲乙", "甲甲"], pairs.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_table_that_changed_is_seen()
    {
        await AddAsync("区分");
        Assert.Equal(1, await CountAsync("区分"));
        await using (var other = await world.OpenAsync())
        {
            await RunAsync((SqliteConnection)other, "ALTER TABLE \"MemberCategories\" ADD COLUMN \"More\" TEXT; UPDATE \"MemberCategories\" SET \"NameJa\" = \"Id\"");
        }

        Assert.Equal(0, await CountAsync("区分"));
        await AddAsync("別の区分");
        Assert.Equal(1, await CountAsync("別の区分"));
    }

    [Theory]
    [InlineData("transaction")]
    [InlineData("reader")]
    public async Task What_was_left_unfinished_ends_with_its_context(string what)
    {
        await AddAsync("甲");
        await using (var database = world.Databases.Open(world.Society.Id))
        {
            if (what == "transaction")
            {
                await database.Database.OpenConnectionAsync(Cancel);
                await RunAsync((SqliteConnection)database.Database.GetDbConnection(), "BEGIN IMMEDIATE; UPDATE \"MemberCategories\" SET \"NameJa\" = \"Id\"");
            }
            else
            {
                Assert.True(await Names(database).GetAsyncEnumerator(Cancel).MoveNextAsync());
            }
        }

        await using var other = (SqliteConnection)await world.OpenAsync();
        await using (var writes = other.BeginTransaction(deferred: false))
        {
            await writes.CommitAsync(Cancel);
        }

        // It waits for whoever still reads what it would throw away; here for nobody.
        await using var command = other.CreateCommand();
        command.CommandText = "PRAGMA busy_timeout = 100; PRAGMA wal_checkpoint(TRUNCATE)";
        await using var answer = await command.ExecuteReaderAsync(Cancel);
        await answer.NextResultAsync(Cancel);
        await answer.ReadAsync(Cancel);
        Assert.Equal(0, answer.GetInt64(0));
        Assert.Equal(1, await CountAsync("甲"));
    }

    [Fact]
    public async Task Only_so_many_wait_and_none_with_a_long_value()
    {
        await CountAsync("区分");
        await using (var database = world.Databases.Open(world.Society.Id))
        {
            foreach (var text in Enumerable.Range(0, 150).Select(i => $"SELECT {i} AS \"Value\""))
            {
                await database.Database.SqlQueryRaw<int>(text).ToListAsync(Cancel);
            }
        }

        Assert.Empty(await PreparedAsync(Counting));
        Assert.Equal(100, (await PreparedAsync("")).Count);
        Assert.Equal(0, await CountAsync(new string('あ', 5_000)));
        Assert.Empty(await PreparedAsync(Counting));
        Assert.Equal(0, await CountAsync(new string('あ', 4_000)));
        Assert.Single(await PreparedAsync(Counting));
    }

    private static IAsyncEnumerable<string> Names(MemberHubDbContext database) =>
        database.MemberCategories.Where(category => category.NameJa.Length == 1).Select(category => category.NameJa).AsAsyncEnumerable();

    private static T Native<T>(string name)
        where T : Delegate => Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(NativeLibrary.Load("e_sqlite3", typeof(SQLite3Provider_e_sqlite3).Assembly, null), name));

    private static async Task RunAsync(SqliteConnection connection, string statements)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = statements;
        await command.ExecuteNonQueryAsync(Cancel);
    }

    private async Task AddAsync(string name)
    {
        await using var database = world.Databases.Open(world.Society.Id);
        database.Add(new MemberCategory(name, name, name));
        await database.SaveChangesAsync(Cancel);
    }

    private async Task<int> CountAsync(string name)
    {
        await using var database = world.Databases.Open(world.Society.Id);
        return await database.MemberCategories.CountAsync(category => category.NameJa == name, Cancel);
    }

    // The statements that wait at the connection of the context that was used last; where they lie tells one from another.
    private async Task<IReadOnlyList<IntPtr>> PreparedAsync(string words)
    {
        await using var database = world.Databases.OpenAcrossSocieties();
        var connection = ((SqliteConnection)database.Database.GetDbConnection()).Handle!.DangerousGetHandle();
        List<IntPtr> found = [];
        for (var statement = NextStatement(connection, IntPtr.Zero); statement != IntPtr.Zero; statement = NextStatement(connection, statement))
        {
            if (Marshal.PtrToStringUTF8(TextOf(statement))!.Contains(words, StringComparison.Ordinal))
            {
                found.Add(statement);
            }
        }

        return found;
    }
}
