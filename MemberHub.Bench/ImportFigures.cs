using System.Diagnostics;
using System.Globalization;
using System.Text;
using MemberHub.Components;
using MemberHub.Data;
using MemberHub.Features.Import;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Bench;

/// <summary>P9: the import of a large society. Baseline: the same rows, read back and inserted without looking at them.</summary>
internal static class ImportFigures
{
    private const int Members = 20_000;
    private const int Charges = 170_000;
    private const int FirstYear = 2018;

    private static readonly string[] Tables =
    [
        "Accounts", "Members", "Affiliations", "AccountMembers", "AuditEntries", "ImportedRows", "DuesCharges", "Payments", "Allocations", "Credits", "Waivers",
    ];

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

            var stages = new Stages();
            var first = await TimeAsync(() => import.RunAsync(request, stages.Note, CancellationToken.None));
            Report.Note($"{first.Result.Members.Created} members, {first.Result.Dues.Created} charges, {first.Result.Rejected.Count} rejected");
            var again = await TimeAsync(() => import.RunAsync(request, stages.Note, CancellationToken.None));
            await using var database = app.Services.GetRequiredService<MemberHubDatabases>().Open(society.Id);
            var rows = new RawRows(database, Tables);
            await rows.TakeAsync();
            var raw = await TimeAsync(rows.PutBackAsync);
            Report.Note($"{raw.Result} rows in the baseline; the second import changed {(again.Result.ChangedNothing ? "nothing" : "something")}");

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
        builder.AddMemberHubComponents();
        builder.AddImport();
        return builder.Build();
    }

    private static byte[] Roster()
    {
        var text = new StringBuilder(
            "会員番号,氏名,ふりがな,会員区分,称号,性別,生年月日,入会日,退会日,ログインID,メールアドレス,国家資格,専門領域,通信先,所属機関,所属部署,所属郵便番号,所属住所,所属電話番号,自宅郵便番号,自宅住所,自宅電話番号,携帯番号\r\n");
        for (var i = 0; i < Members; i++)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{i + 100:0000000},見本　会員{i},みほん　かいいん,正会員,,女,{1950 + (i % 50)}-04-01,2001-04-01,,member{i},member{i}@example.jp,医師,臨床化学;輸血,所属,"
                + $"みなと総合医療センター,臨床検査部,980-0011,宮城県仙台市青葉区上杉9-{i % 90}-5,022-0123-4567,980-0011,宮城県仙台市青葉区上杉8-{i % 90}-1,,090-0123-4567\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    // Of nine charges seven are paid, one is open, one is waived or paid too much.
    private static byte[] Dues()
    {
        var text = new StringBuilder("会員番号,年度,項目,請求額,入金額,入金日,支払方法\r\n");
        for (var i = 0; i < Charges; i++)
        {
            var (member, year) = (i % Members, FirstYear + (i / Members));
            var rest = (i % 9) switch
            {
                0 => "0,,",
                1 => i % 2 == 0 ? "0,,免除" : $"13000,{year}-02-01,銀行振込",
                _ => $"12000,{year}-02-01,払込取扱票",
            };
            text.Append(CultureInfo.InvariantCulture, $"{member + 100:0000000},{year},年会費,12000,{rest}\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static async Task<(double Seconds, T Result)> TimeAsync<T>(Func<Task<T>> work)
    {
        var watch = Stopwatch.StartNew();
        var result = await work();
        return (watch.Elapsed.TotalSeconds, result);
    }

    /// <summary>Notes when a stage begins and ends, so that a slow one is seen.</summary>
    private sealed class Stages
    {
        private readonly Stopwatch watch = Stopwatch.StartNew();
        private ImportProgress? last;

        public void Note(ImportProgress progress)
        {
            if (last is null || last.Stage != progress.Stage || progress.Done == progress.Total)
            {
                Report.Note(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds:0.0} s: {progress.Stage} {progress.Done}"));
            }

            last = progress;
        }
    }
}
