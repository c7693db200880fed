using System.Buffers.Text;
using System.IO.Compression;
using System.Text;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using MemberHub.Features.Import;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Import;

public sealed class ExportRosterTests : IAsyncLifetime
{
    private readonly TestApp app = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    [Asvs("1.3.3")]
    public async Task What_goes_out_comes_back_as_it_was_though_no_cell_is_a_formula()
    {
        var staff = await StaffAsync();
        await ChangeAsync("0000101", person => person with { Name = "=HYPERLINK(\"http://example.com\")", Home = new PostalAddress { Address = "+81 宮城県仙台市", Phone = "-" } });

        var file = (await ExportAsync(staff, new MemberFilter(), RosterFormat.Csv)).OrThrow();
        var text = Encoding.UTF8.GetString(file.Bytes);

        Assert.StartsWith("\uFEFF会員番号,氏名,", text, StringComparison.Ordinal);
        Assert.Contains("'=HYPERLINK", text, StringComparison.Ordinal);
        Assert.DoesNotContain(text.Split('\n').SelectMany(line => line.Split(',')), cell => cell.Trim('"').StartsWith('=') || cell.Trim('"').StartsWith('+'));
        var again = await new ImportRunner(app).RunAsync(file.Bytes, Encoding.UTF8.GetBytes(new DuesFile().ToString()));
        Assert.Equal((0, 0, 0), (again.ExitCode, again.Json.Members.Created, again.Json.Members.Updated));
        Assert.Empty(again.Json.Conflicts);
    }

    [Fact]
    public async Task A_file_that_was_mended_changes_what_it_changed_and_nothing_that_was_changed_here_meanwhile()
    {
        var staff = await StaffAsync();
        var file = Encoding.UTF8.GetString((await ExportAsync(staff, new MemberFilter(), RosterFormat.Csv)).OrThrow().Bytes);

        // The first was changed here in another column and in the same one; the second is mended in the file alone.
        await ChangeAsync("0000101", person => person with { MobilePhone = "080-0999-9999", Kana = "たかはし　まり" });
        var lines = file.Split("\r\n");
        lines[1] = lines[1].Replace("臨床検査部", "輸血部", StringComparison.Ordinal).Replace("たかはし　まりこ", "たかはし　まりえ", StringComparison.Ordinal);
        lines[2] = lines[2].Replace("臨床検査部", "検査部", StringComparison.Ordinal).Replace("member0000102@example.jp", "mariko@example.jp", StringComparison.Ordinal);

        var answer = await ImportAsync(string.Join("\r\n", lines));

        Assert.Equal(new(2, Updated: 2), answer.Json.Members);
        var conflict = Assert.Single(answer.Json.Conflicts);
        Assert.Equal(("ふりがな", "0000101", "たかはし　まり", "たかはし　まりえ"), (conflict.Column, conflict.MemberNumber, conflict.Kept, conflict.Offered));
        Assert.Contains("書き出した後に", conflict.Reason, StringComparison.Ordinal);
        var first = await MemberAsync("0000101");
        Assert.Equal(("輸血部", "080-0999-9999", "たかはし　まり"), (first.Affiliations[0].Details.Department, first.Person.MobilePhone, first.Person.Kana));
        Assert.Equal("検査部", (await MemberAsync("0000102")).Affiliations[0].Details.Department);
        await using var database = app.Databases.Open(staff.SocietyId);
        Assert.Equal(1, await database.Users.CountAsync(account => account.Email == "mariko@example.jp", Cancel));
    }

    [Fact]
    public async Task Units_go_out_and_come_back_and_a_file_from_before_they_did_is_still_known()
    {
        var staff = await StaffAsync();
        await using (var database = app.Databases.Open(staff.SocietyId))
        {
            (await database.Members.OrderBy(row => row.Number).FirstAsync(Cancel)).CountUnits(3);
            await database.SaveChangesAsync(Cancel);
        }

        var lines = Encoding.UTF8.GetString((await ExportAsync(staff, new MemberFilter(), RosterFormat.Csv)).OrThrow().Bytes).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.EndsWith(",口数,書き出し時の控え", lines[0], StringComparison.Ordinal);

        var former = lines.Select((line, row) => Former(line.Split(','), row)).ToList();
        former[2] = former[2].Replace("臨床検査部", "輸血部", StringComparison.Ordinal);
        var old = await ImportAsync(string.Join("\r\n", former));
        Assert.Equal((new ImportCounts(2, Updated: 1, Unchanged: 1), 0), (old.Json.Members, old.Json.Conflicts.Count));
        Assert.Equal((3, "輸血部"), ((await MemberAsync("0000101")).Units, (await MemberAsync("0000102")).Affiliations[0].Details.Department));

        var same = await ImportAsync(string.Join("\r\n", lines[..2]));
        Assert.Equal((new ImportCounts(1, Unchanged: 1), 0), (same.Json.Members, same.Json.Conflicts.Count));
        var cells = lines[1].Split(',');
        Assert.Equal("3", cells[^2]);
        Assert.Equal(1, (await ImportAsync(string.Join("\r\n", lines[0], string.Join(',', [.. cells[..^2], "4", cells[^1]])))).Json.Members.Updated);
        Assert.Equal(4, (await MemberAsync("0000101")).Units);

        // Without the column, and without its mark of four bytes.
        static string Former(string[] cells, int row)
        {
            var print = row == 0 ? cells[^1] : $"{cells[0]}-{Base64Url.EncodeToString(Base64Url.DecodeFromChars(cells[^1].Split('-', 2)[1])[..^4])}";
            return string.Join(',', [.. cells[..^2], print]);
        }
    }

    [Fact]
    public async Task What_a_spreadsheet_takes_off_is_no_change()
    {
        var staff = await StaffAsync();
        await ChangeAsync("0000101", person => person with { Name = "𠮷田　真理子", MobilePhone = "09001234567" });
        var text = Encoding.UTF8.GetString((await ExportAsync(staff, new MemberFilter(), RosterFormat.Csv)).OrThrow().Bytes).TrimStart('\uFEFF');

        var mended = text.Replace("\r\n0000101,", "\r\n101,", StringComparison.Ordinal).Replace("09001234567", "9001234567", StringComparison.Ordinal).Replace("臨床検査部", "輸血部", StringComparison.Ordinal);
        var answer = await new ImportRunner(app).RunAsync(CodePagesEncodingProvider.Instance.GetEncoding(932)!.GetBytes(mended), Encoding.UTF8.GetBytes(new DuesFile().ToString()));

        Assert.Equal((0, new ImportCounts(2, Updated: 2)), (answer.ExitCode, answer.Json.Members));
        Assert.Empty(answer.Json.Conflicts);
        var member = await MemberAsync("0000101");
        Assert.Equal(("𠮷田　真理子", "09001234567", "輸血部"), (member.Person.Name, member.Person.MobilePhone, member.Affiliations[0].Details.Department));
    }

    [Fact]
    public async Task Without_what_it_started_from_a_file_changes_nobody_whom_no_import_has_read_and_says_so_each_time()
    {
        var staff = await StaffAsync();
        var lines = Encoding.UTF8.GetString((await ExportAsync(staff, new MemberFilter(), RosterFormat.Csv)).OrThrow().Bytes).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var bare = lines.Select(line => line[..line.LastIndexOf(',')]).ToList();
        var mended = string.Join("\r\n", [bare[0], bare[1].Replace("臨床検査部", "輸血部", StringComparison.Ordinal), bare[2]]);

        for (var time = 1; time <= 2; time++)
        {
            var answer = await ImportAsync(mended);

            Assert.Equal(new(2, Unchanged: 2), answer.Json.Members);
            var conflict = Assert.Single(answer.Json.Conflicts);
            Assert.Contains("取り込んだ記録がなく", conflict.Reason, StringComparison.Ordinal);
        }

        // The second row was equal to what is stored: from then on it is what the next file starts from.
        var next = await ImportAsync(string.Join("\r\n", [bare[0], bare[1], bare[2].Replace("臨床検査部", "検査部", StringComparison.Ordinal)]));
        Assert.Equal((1, 0), (next.Json.Members.Updated, next.Json.Conflicts.Count));
    }

    [Fact]
    public async Task An_older_file_of_the_office_still_leaves_what_a_mended_one_brought()
    {
        var runner = new ImportRunner(app);
        Assert.Equal(0, (await runner.RunAsync(new RosterFile().Add().AddSecond(), new DuesFile())).ExitCode);
        var staff = new Actor(1, (await app.SocietyAsync()).Id, null, [StaffRole.Secretary]) { ProvedUtc = app.Clock.UtcNow() };
        var file = Encoding.UTF8.GetString((await ExportAsync(staff, new MemberFilter(), RosterFormat.Csv)).OrThrow().Bytes);
        Assert.Equal(2, (await ImportAsync(file.Replace("臨床検査部", "輸血部", StringComparison.Ordinal))).Json.Members.Updated);

        var older = await runner.RunAsync(new RosterFile().Add().AddSecond(), new DuesFile());

        Assert.Equal(new(2, Unchanged: 2), older.Json.Members);
        Assert.All(older.Json.Conflicts, conflict => Assert.Contains("MemberHubで変更されている", conflict.Reason, StringComparison.Ordinal));
        Assert.Equal("輸血部", (await MemberAsync("0000101")).Affiliations[0].Details.Department);
    }

    [Fact]
    public async Task Only_the_found_go_out_and_the_trail_says_why()
    {
        var staff = await StaffAsync();
        await ChangeAsync("0000102", person => person with { Name = "濵田　結衣" });

        var file = (await ExportAsync(staff, new MemberFilter { Words = "浜田" }, RosterFormat.Xlsx)).OrThrow();

        using var archive = new ZipArchive(new MemoryStream(file.Bytes));
        using var sheet = new StreamReader(archive.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        var xml = await sheet.ReadToEndAsync(Cancel);
        Assert.Contains("濵田　結衣", xml, StringComparison.Ordinal);
        Assert.DoesNotContain("0000101", xml, StringComparison.Ordinal);
        await using var database = app.Databases.Open(staff.SocietyId);
        var entry = await database.AuditEntries.SingleAsync(line => line.Action == nameof(ExportRoster), Cancel);
        Assert.Equal((staff.AccountId, "総会の案内"), (entry.AccountId, entry.Reason));
        Assert.Contains("\"Count\":1", entry.Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_reason_or_the_right_nothing_goes_out()
    {
        var staff = await StaffAsync();

        Assert.IsType<ExportNeedsReason>((await ExportAsync(staff, new MemberFilter(), RosterFormat.Csv, " ")).Refusal);
        Assert.IsType<NotAllowed>((await ExportAsync(staff with { Roles = [StaffRole.Viewer] }, new MemberFilter(), RosterFormat.Csv)).Refusal);
        Assert.IsType<NotAllowed>((await ExportAsync(staff with { Roles = [] }, new MemberFilter(), RosterFormat.Csv)).Refusal);
        Assert.IsType<ProofNeeded>((await ExportAsync(staff with { ProvedUtc = app.Clock.UtcNow() - Proof.Life }, new MemberFilter(), RosterFormat.Csv)).Refusal);
    }

    private async Task<Actor> StaffAsync()
    {
        var roster = new RosterBuilder(app.Databases, await app.SocietyAsync());
        await roster.AddAsync();
        return await roster.Numbered("0000102").AddAsync() with { Roles = [StaffRole.Secretary], ProvedUtc = app.Clock.UtcNow() };
    }

    private async Task ChangeAsync(string number, Func<PersonalDetails, PersonalDetails> change)
    {
        await using var database = app.Databases.Open((await app.SocietyAsync()).Id);
        var wanted = MemberNumber.Parse(number);
        var member = await database.Members.SingleAsync(row => row.Number == wanted, Cancel);
        member.Change(change(member.Person));
        await database.SaveChangesAsync(Cancel);
    }

    private Task<ImportAnswer> ImportAsync(string roster) => new ImportRunner(app).RunAsync(Encoding.UTF8.GetBytes(roster), Encoding.UTF8.GetBytes(new DuesFile().ToString()));

    private async Task<Member> MemberAsync(string number)
    {
        await using var database = app.Databases.Open((await app.SocietyAsync()).Id);
        var wanted = MemberNumber.Parse(number);
        return await database.Members.Include(member => member.Affiliations).SingleAsync(member => member.Number == wanted, Cancel);
    }

    private Task<Result<ExportedRoster>> ExportAsync(Actor actor, MemberFilter filter, RosterFormat format, string reason = "総会の案内") =>
        app.Services.GetRequiredService<ExportRoster>().RunAsync(actor, filter, format, reason, Cancel);
}
