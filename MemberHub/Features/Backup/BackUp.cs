using MemberHub.Data;
using MemberHub.Data.Backups;
using MemberHub.Domain;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Backup;

/// <summary>
/// Copies the database into a file while the server writes. The file gets its name once the copy is complete and found sound, so a file of that
/// name is a backup.
/// </summary>
public sealed class BackUp(MemberHubDatabases databases)
{
    /// <summary>The full path of the backup.</summary>
    public async Task<Result<string>> RunAsync(string path, CancellationToken cancel)
    {
        await using var database = databases.OpenAcrossSocieties();
        if (database.Database.GetDbConnection() is not SqliteConnection source)
        {
            return new UsePgDump(PostgresCommands.Dump(database.Database.GetConnectionString()!, path));
        }

        var file = Path.GetFullPath(path);
        if (File.Exists(file))
        {
            return new BackupFileExists(file);
        }

        try
        {
            await source.OpenAsync(cancel);
            await using var copy = await SqliteCopy.MakeAsync(source, $"{file}.{Guid.NewGuid():N}.part", cancel);
            if (await copy.FaultsAsync(cancel) is [var fault, ..])
            {
                return new BackupNotSound(file, fault);
            }

            await copy.KeepAsync(file);
            return file;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or SqliteException)
        {
            return File.Exists(file) ? new BackupFileExists(file) : new BackupNotWritten(file, failure.Message);
        }
    }
}
