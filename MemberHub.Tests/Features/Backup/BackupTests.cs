using MemberHub.Data.Backups;
using MemberHub.Tests.Features.Ledger;
using MemberHub.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Tests.Features.Backup;

/// <summary>The verbs backup and restore on SQLite.</summary>
public sealed class BackupTests(LedgerScene scene)
{
    private const string Reason = "SQLite only: PostgreSQL is backed up by pg_dump.";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_backup_restores_into_an_empty_place_and_is_the_same()
    {
        Assert.SkipUnless(PlainDatabase.IsSqlite, Reason);
        await using var database = await scene.CopyAsync();
        await using var place = await PlainDatabase.CreateAsync();
        var file = Path.Combine(database.Folder, "backup.db");

        var backup = await database.RunAsync("backup", "--to", file);
        var restore = await place.RunAsync("restore", "--from", file);

        Assert.True(backup.ExitCode == 0, backup.Notes);
        Assert.True(restore.ExitCode == 0, restore.Notes);
        Assert.Equal(await DumpAsync(database), await DumpAsync(place));
        Assert.Equal(0, (await place.RunAsync("verify-ledger")).ExitCode);
        Assert.Equal("wal", await AskAsync(place.File, "PRAGMA journal_mode"));
        Assert.Equal(["backup.db", "memberhub.db"], Names(database.Folder));
        Assert.DoesNotContain(Names(place.Folder), name => name.EndsWith(".part", StringComparison.Ordinal));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public async Task Nothing_is_overwritten()
    {
        Assert.SkipUnless(PlainDatabase.IsSqlite, Reason);
        await using var database = await scene.CopyAsync();
        var file = Path.Combine(database.Folder, "backup.db");
        await File.WriteAllTextAsync(file, "the only copy", Cancel);

        var answer = await database.RunAsync("backup", "--to", file);

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("すでにあります", answer.Notes);
        Assert.Equal("the only copy", await File.ReadAllTextAsync(file, Cancel));
        Assert.Equal(["backup.db", "memberhub.db"], Names(database.Folder));
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_named()
    {
        Assert.SkipUnless(PlainDatabase.IsSqlite, Reason);
        await using var database = await scene.CopyAsync();

        var answer = await database.RunAsync("backup", "--to", Path.Combine(database.Folder, "nowhere", "backup.db"));

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("書き込めませんでした", answer.Notes);
    }

    [Fact]
    public async Task A_place_with_content_is_refused()
    {
        Assert.SkipUnless(PlainDatabase.IsSqlite, Reason);
        await using var database = await scene.CopyAsync();
        await using var other = await scene.CopyAsync();
        var file = Path.Combine(database.Folder, "backup.db");
        await database.RunAsync("backup", "--to", file);
        await other.DamageAsync(["""UPDATE "Members" SET "Number" = '0000999' WHERE "Number" = '0000101' """]);

        var answer = await other.RunAsync("restore", "--from", file);

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("すでにデータがあります", answer.Notes);
        Assert.Equal("1", await AskAsync(other.File, """SELECT COUNT(*) FROM "Members" WHERE "Number" = '0000999' """));
    }

    [Theory]
    [InlineData("missing", "がありません")]
    [InlineData("text", "壊れているか")]
    [InlineData("torn", "壊れているか")]
    [InlineData("foreign", "新しい版")]
    [InlineData("newer", "新しい版")]
    [InlineData("orphan", "壊れているか")]
    [InlineData("ledger", "paid-order-has-payment")]
    public async Task What_is_no_sound_backup_goes_nowhere(string fault, string sentence)
    {
        Assert.SkipUnless(PlainDatabase.IsSqlite, Reason);
        await using var database = await scene.CopyAsync();
        await using var place = await PlainDatabase.CreateAsync();
        var file = Path.Combine(place.Folder, "backup.db");
        await SpoilAsync(database, file, fault);

        var answer = await place.RunAsync("restore", "--from", file);

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains(sentence, answer.Notes);
        Assert.Equal("0", await AskAsync(place.File, """SELECT (SELECT COUNT(*) FROM "Societies") + (SELECT COUNT(*) FROM "Payments")"""));
        Assert.DoesNotContain(Names(place.Folder), name => name.Contains(".part", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_copy_that_is_not_sound_gets_no_name()
    {
        Assert.SkipUnless(PlainDatabase.IsSqlite, Reason);
        await using var database = await scene.CopyAsync();
        await database.DamageAsync(["""DELETE FROM "Members" WHERE "Number" = '0000106' """]);
        var file = Path.Combine(database.Folder, "backup.db");

        var answer = await database.RunAsync("backup", "--to", file);

        Assert.Equal(1, answer.ExitCode);
        Assert.Equal(["memberhub.db"], Names(database.Folder));
    }

    [Theory]
    [InlineData("backup", "--to")]
    [InlineData("restore", "--from")]
    public async Task Without_a_file_the_usage_is_shown(string verb, string option)
    {
        await using var database = await scene.CopyAsync();

        var answer = await database.RunAsync(verb);

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains($"{verb} {option}", answer.Notes);
    }

    private static async Task SpoilAsync(PlainDatabase database, string file, string fault)
    {
        switch (fault)
        {
            case "missing":
                return;
            case "text":
                await File.WriteAllTextAsync(file, "this is no database at all, however long the text may be", Cancel);
                return;
            case "foreign":
                await MakeForeignAsync(file);
                return;
            case "newer":
                await database.DamageAsync(["""INSERT INTO "__EFMigrationsHistory" VALUES ('29990101000000_Later', '10.0.0')"""]);
                break;
            case "orphan":
                await database.DamageAsync(["""DELETE FROM "Members" WHERE "Number" = '0000106' """]);
                break;
            case "ledger":
                await database.DamageAsync(["""UPDATE "Payments" SET "OrderId" = NULL WHERE "OrderId" IS NOT NULL"""]);
                break;
        }

        await using (var source = (SqliteConnection)await database.OpenAsync())
        {
            await using var copy = await SqliteCopy.MakeAsync(source, file + ".new", Cancel);
            await copy.KeepAsync(file);
        }

        if (fault == "torn")
        {
            await using var bytes = File.OpenWrite(file);
            bytes.SetLength(bytes.Length / 2);
        }
    }

    private static async Task MakeForeignAsync(string file)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "CREATE TABLE Songs (Title TEXT)";
        await command.ExecuteNonQueryAsync(Cancel);
    }

    private static IEnumerable<string> Names(string folder) => System.IO.Directory.GetFiles(folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    private static async Task<string> DumpAsync(PlainDatabase database)
    {
        await using var context = database.Databases.OpenAcrossSocieties();
        return await Dump.OfAsync(context);
    }

    private static async Task<string?> AskAsync(string file, string question)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = question;
        return Convert.ToString(await command.ExecuteScalarAsync(Cancel), System.Globalization.CultureInfo.InvariantCulture);
    }
}
