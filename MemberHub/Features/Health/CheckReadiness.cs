using System.Data.Common;
using MemberHub.Data;
using MemberHub.Platform.Pdf;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Health;

/// <summary>Whether this node can serve members: database reachable and migrated, font found, room left on the disk.</summary>
public sealed class CheckReadiness(MemberHubDatabases databases, JapaneseFonts fonts, IConfiguration configuration, ILogger<CheckReadiness> log)
{
    private const int DefaultFreeMegabytes = 200;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<Readiness> RunAsync(CancellationToken cancel)
    {
        using var impatient = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        impatient.CancelAfter(Patience);
        await using var database = databases.OpenAcrossSocieties();
        var file = database.Database.IsSqlite() ? database.Database.GetDbConnection().DataSource : null;
        return new Readiness(
            Database: await IsMigratedAsync(database, file, impatient.Token),
            Font: fonts.Found,
            Disk: HasRoom(Path.GetDirectoryName(file) ?? Path.GetTempPath()));
    }

    private async Task<bool> IsMigratedAsync(MemberHubDbContext database, string? file, CancellationToken cancel)
    {
        try
        {
            // A pooled connection still reads a SQLite file that was deleted, and a new one would create it.
            return (file is null || File.Exists(file))
                && await database.Database.CanConnectAsync(cancel)
                && !(await database.Database.GetPendingMigrationsAsync(cancel)).Any();
        }
        catch (Exception failure) when (failure is DbException or InvalidOperationException or OperationCanceledException)
        {
            log.LogWarning("The database does not answer: {Failure}", failure.GetType().Name);
            return false;
        }
    }

    private bool HasRoom(string folder)
    {
        var wanted = configuration.GetValue("Health:FreeMegabytes", DefaultFreeMegabytes);
        return new DriveInfo(folder).AvailableFreeSpace >= wanted * 1024L * 1024L;
    }
}

/// <summary>The answer of /readyz: what is in order, nothing about what is not.</summary>
public sealed record Readiness(bool Database, bool Font, bool Disk)
{
    public bool Ready => Database && Font && Disk;
}
