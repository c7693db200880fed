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

    private Task<Result<ExportedRoster>> ExportAsync(Actor actor, MemberFilter filter, RosterFormat format, string reason = "総会の案内") =>
        app.Services.GetRequiredService<ExportRoster>().RunAsync(actor, filter, format, reason, Cancel);
}
