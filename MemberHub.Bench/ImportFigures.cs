using System.Diagnostics;
using System.Globalization;
using System.Text;
using MemberHub.Data;
using MemberHub.Features.Import;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Bench;

/// <summary>P9: the import of a large society. Baseline: the same rows, read back and inserted without looking at them.</summary>
internal static class ImportFigures
{
    private const int Members = 20_000;
    private const int Years = 17;
    private const int ChargesPerMember = 8;

    /// <summary>On the database that --Database:Provider and --ConnectionStrings:MemberHub name, which must be empty; else on a new SQLite file.</summary>
    public static async Task RunAsync(string[] args)
    {
        var folder = Directory.CreateTempSubdirectory("memberhub-bench-").FullName;
        try
        {
            await using var app = Build(args, Path.Combine(folder, "import.db"));
            await app.Services.GetRequiredService<Migrator>().RunAsync(CancellationToken.None);
            var society = await app.Services.GetRequiredService<SocietySeed>().EnsureAsync(CancellationToken.None);
            var request = new ImportRequest(new ImportSource("roster.csv", Roster()), new ImportSource("dues.csv", Dues()));
            var import = app.Services.GetRequiredService<ImportRosterAndDues>();

            var first = await TimeAsync(() => import.RunAsync(society.Id, request, _ => { }, CancellationToken.None));
            Report.Note($"{first.Result.Members.Created} members, {first.Result.Dues.Created} charges, {first.Result.Rejected.Count} rejected");
            var again = await TimeAsync(() => import.RunAsync(society.Id, request, _ => { }, CancellationToken.None));
            var raw = await TimeAsync(() => InsertRawAsync(app.Services.GetRequiredService<MemberHubDatabases>(), society.Id));
            Report.Note($"{raw.Result} rows in the baseline");

            Report.Line("P9", "import 20,000 members and 170,000 charges", first.Seconds, "s", raw.Seconds);
            Report.Line("P9", "the same files again", again.Seconds, "s", raw.Seconds);
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static WebApplication Build(string[] args, string file)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            Args = ["--Database:Provider=Sqlite", $"--ConnectionStrings:MemberHub=Data Source={file}", .. args],
        });
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddMemberHubData();
        builder.AddImport();
        return builder.Build();
    }

    private static async Task<(double Seconds, T Result)> TimeAsync<T>(Func<Task<T>> work)
    {
        var watch = Stopwatch.StartNew();
        var result = await work();
        return (watch.Elapsed.TotalSeconds, result);
    }
}
