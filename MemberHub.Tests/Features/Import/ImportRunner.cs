using System.Text;
using System.Text.Json;
using MemberHub.Features.Import;
using MemberHub.Platform.Commands;
using MemberHub.Tests.Architecture;
using MemberHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Import;

/// <summary>Runs the command on files of a test's own and reads what it reports.</summary>
internal sealed class ImportRunner(TestApp app)
{
    public static readonly string Samples = Path.Combine(Sources.Root, "MemberHub.Tests", "Samples");

    private readonly string folder = System.IO.Directory.CreateDirectory(Path.Combine(app.Folder, Guid.NewGuid().ToString("N"))).FullName;

    public string RosterFile => Path.Combine(folder, "roster.csv");

    public string DuesFile => Path.Combine(folder, "dues.csv");

    public Task<ImportAnswer> RunAsync(RosterFile roster, DuesFile dues, params string[] flags) =>
        RunAsync(Encoding.UTF8.GetBytes(roster.ToString()), Encoding.UTF8.GetBytes(dues.ToString()), flags);

    public async Task<ImportAnswer> RunAsync(byte[] roster, byte[] dues, params string[] flags)
    {
        await File.WriteAllBytesAsync(RosterFile, roster);
        await File.WriteAllBytesAsync(DuesFile, dues);
        return await CommandAsync(["--roster", RosterFile, "--dues", DuesFile, "--json", .. flags]);
    }

    public Task<ImportAnswer> SampleAsync(string roster, string dues, params string[] flags) =>
        CommandAsync(["--roster", Path.Combine(Samples, roster), "--dues", Path.Combine(Samples, dues), "--json", .. flags]);

    public async Task<ImportAnswer> CommandAsync(params string[] args)
    {
        using var results = new StringWriter();
        using var notes = new StringWriter();
        var command = ActivatorUtilities.CreateInstance<ImportCommand>(app.Services, new Terminal(results, notes));
        var exitCode = await command.RunAsync(args, TestContext.Current.CancellationToken);
        return new ImportAnswer(exitCode, results.ToString(), notes.ToString());
    }
}

/// <summary>What the command answered.</summary>
internal sealed record ImportAnswer(int ExitCode, string Results, string Notes)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public ImportJson Json => JsonSerializer.Deserialize<ImportJson>(Results, Options)!;
}

internal sealed record ImportJson(
    ImportCounts Members, ImportCounts Dues, long UnpaidTotal, int MembersInArrears, IReadOnlyList<JsonFault> Rejected, IReadOnlyList<JsonConflict> Conflicts);

internal sealed record JsonFault(string File, int Line, string Column, string Reason);

internal sealed record JsonConflict(string File, int Line, string Column, string MemberNumber, string Kept, string Offered, string Reason);

/// <summary>A roster of made-up members; each differs from the first in the named columns.</summary>
internal sealed class RosterFile
{
    private static readonly Dictionary<string, string> First = new()
    {
        ["会員番号"] = "0000101",
        ["氏名"] = "髙橋　真理子",
        ["ふりがな"] = "たかはし　まりこ",
        ["会員区分"] = "正会員",
        ["称号"] = "",
        ["性別"] = "女",
        ["生年月日"] = "1970-05-06",
        ["入会日"] = "2001-04-01",
        ["退会日"] = "",
        ["ログインID"] = "takahashi",
        ["メールアドレス"] = "takahashi@example.jp",
        ["国家資格"] = "医師",
        ["専門領域"] = "臨床化学;輸血",
        ["通信先"] = "所属",
        ["所属機関"] = "みなと総合医療センター",
        ["所属部署"] = "臨床検査部",
        ["所属郵便番号"] = "980-0011",
        ["所属住所"] = "宮城県仙台市青葉区上杉9-82-5",
        ["所属電話番号"] = "022-0123-4567",
        ["自宅郵便番号"] = "",
        ["自宅住所"] = "",
        ["自宅電話番号"] = "",
        ["携帯番号"] = "090-0123-4567",
    };

    private readonly List<Dictionary<string, string>> members = [];

    public IReadOnlyList<string> Columns { get; init; } = [.. First.Keys];

    public RosterFile Add(params (string Column, string Value)[] changes)
    {
        var member = new Dictionary<string, string>(First);
        foreach (var (column, value) in changes)
        {
            member[column] = value;
        }

        members.Add(member);
        return this;
    }

    /// <summary>A second member who is a person of their own.</summary>
    public RosterFile AddSecond(params (string Column, string Value)[] changes) =>
        Add([("会員番号", "0000102"), ("氏名", "山﨑　一郎"), ("ログインID", "yamazaki"), ("メールアドレス", "yamazaki@example.jp"), .. changes]);

    public override string ToString() => Csv.Write([Columns, .. members.Select(member => Columns.Select(column => member.GetValueOrDefault(column, "")))]);
}

/// <summary>A dues file, written column by column.</summary>
internal sealed class DuesFile
{
    private readonly List<string[]> rows = [];

    public IReadOnlyList<string> Columns { get; init; } = ["会員番号", "年度", "項目", "請求額", "入金額", "入金日", "支払方法"];

    public DuesFile Add(
        string member = "0000101", string year = "2025", string item = "年会費", string amount = "12000", string received = "0", string date = "", string method = "")
    {
        rows.Add([member, year, item, amount, received, date, method]);
        return this;
    }

    public DuesFile AddPaid(string member = "0000101", string year = "2025", string received = "12000") =>
        Add(member, year, received: received, date: $"{year}-02-01", method: "銀行振込");

    public override string ToString() => Csv.Write([Columns, .. rows]);
}

internal static class Csv
{
    public static string Write(IEnumerable<IEnumerable<string>> rows) => string.Concat(rows.Select(row => string.Join(',', row.Select(Field)) + "\r\n"));

    private static string Field(string value) =>
        value.AsSpan().ContainsAny("\",\r\n\t") ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;
}
