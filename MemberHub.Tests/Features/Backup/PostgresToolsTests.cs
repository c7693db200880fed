using System.Diagnostics;
using MemberHub.Tests.Features.Ledger;
using MemberHub.Tests.Support;
using Npgsql;

namespace MemberHub.Tests.Features.Backup;

/// <summary>The commands that backup and restore print for PostgreSQL do what they promise.</summary>
public sealed class PostgresToolsTests(LedgerScene scene)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_printed_commands_back_up_and_restore()
    {
        Assert.SkipWhen(PlainDatabase.IsSqlite, "PostgreSQL only: SQLite is backed up by the product.");
        await using var database = await scene.CopyAsync();
        await using var place = await PlainDatabase.CreateEmptyAsync();
        var file = Path.Combine(database.Folder, "it's a backup.dump");

        await RunAsync(await PrintedAsync(database, "backup", "--to", file));
        await RunAsync(await PrintedAsync(place, "restore", "--from", file));

        Assert.Equal(await DumpAsync(database), await DumpAsync(place));
        Assert.Equal(0, (await place.RunAsync("verify-ledger")).ExitCode);
    }

    private static async Task<string> PrintedAsync(PlainDatabase database, params string[] verb)
    {
        var answer = await database.RunAsync(verb[0], verb[1..]);
        Assert.Equal(1, answer.ExitCode);
        Assert.DoesNotContain("assword", answer.Notes);
        return answer.Notes[answer.Notes.IndexOf("pg_", answer.Notes.LastIndexOf('：'), StringComparison.Ordinal)..].Trim();
    }

    private static async Task RunAsync(string command)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", command]) { RedirectStandardError = true };
        var tools = System.IO.Directory.Exists("/usr/lib/postgresql") ? System.IO.Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin")) : [];
        start.Environment["PATH"] = string.Join(':', tools.Reverse().Append(Environment.GetEnvironmentVariable("PATH")));
        start.Environment["PGPASSWORD"] = new NpgsqlConnectionStringBuilder(TestApp.PostgresServer).Password ?? "";
        using var process = Process.Start(start)!;
        var errors = await process.StandardError.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        Assert.True(process.ExitCode == 0, errors);
    }

    private static async Task<string> DumpAsync(PlainDatabase database)
    {
        await using var context = database.Databases.OpenAcrossSocieties();
        return await Dump.OfAsync(context);
    }
}
