using System.Diagnostics;
using System.Globalization;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using MemberHub.Features.Members;
using MemberHub.Papers;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Members;

public sealed class PrintLabelsTests : IAsyncLifetime
{
    private readonly TestApp app = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task The_journals_labels_carry_whom_the_list_names_and_no_one_without_an_address()
    {
        var staff = await StaffAsync();
        await Roster("0000001").Named("青葉　ひかり").Charged(2026, 12_000, paid: 12_000).PostedTo("980-0011", "仙台市青葉区上杉9-1").AddAsync();
        await Roster("0000002").Named("未納　太郎").Charged(2026, 12_000).PostedTo("980-0012", "仙台市青葉区上杉9-2").AddAsync();
        await Roster("0000003").Named("宛先　なし").Charged(2026, 12_000, paid: 12_000).WithoutAffiliation().AddAsync();

        var file = (await PrintAsync(staff, 2026, new MemberFilter())).OrThrow();

        Assert.Equal("labels-journal-2026-20261122.pdf", file.Name);
        var text = PdfTools.Text(file.Bytes);
        Assert.Contains("青葉ひかり様", string.Concat(text.Where(sign => !char.IsWhiteSpace(sign))), StringComparison.Ordinal);
        Assert.Contains("〒980-0011", text, StringComparison.Ordinal);
        Assert.DoesNotContain("未納", text, StringComparison.Ordinal);
        Assert.DoesNotContain("宛先", text, StringComparison.Ordinal);
        await using var database = app.Databases.Open(staff.SocietyId);
        Assert.Equal("11月号の発送", (await database.AuditEntries.SingleAsync(line => line.Action == nameof(PrintLabels), Cancel)).Reason);
    }

    [Fact]
    public async Task A_searchs_labels_leave_out_to_whom_nothing_is_sent()
    {
        var staff = await StaffAsync();
        await Roster("0000001").Named("青葉　ひかり").PostedTo("980-0011", "仙台市青葉区上杉9-1").AddAsync();
        await Roster("0000002").Named("青葉　のぞみ").PostedTo("980-0012", "仙台市青葉区上杉9-2").AddAsync();
        await Roster("0000003").Named("若林　たえ").PostedTo("980-0013", "仙台市青葉区上杉9-3").AddAsync();
        await using (var database = app.Databases.Open(staff.SocietyId))
        {
            (await database.Members.SingleAsync(member => member.Number == MemberNumber.Parse("0000002"), Cancel)).StopDelivery(new DateOnly(2026, 10, 1), "返送");
            await database.SaveChangesAsync(Cancel);
        }

        var text = PdfTools.Text((await PrintAsync(staff, null, new MemberFilter { Words = "青葉" })).OrThrow().Bytes);

        Assert.Contains("ひかり", text, StringComparison.Ordinal);
        Assert.DoesNotContain("のぞみ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("若林", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reason_the_right_and_a_fresh_proof_are_needed()
    {
        var staff = await StaffAsync();

        Assert.IsType<ReasonMissing>((await PrintAsync(staff, 2026, new MemberFilter(), "")).Refusal);
        Assert.IsType<ProofNeeded>((await PrintAsync(staff with { ProvedUtc = app.Clock.UtcNow() - Proof.Life }, 2026, new MemberFilter())).Refusal);
        Assert.IsType<NotAllowed>((await PrintAsync(staff with { Roles = [StaffRole.Viewer] }, 2026, new MemberFilter())).Refusal);
    }

    [Fact]
    public void Twenty_thousand_labels_take_seconds()
    {
        var labels = app.Services.GetRequiredService<AddressLabels>();
        var addresses = Enumerable.Range(1, 20_000).Select(number => new MailingAddress(
            "980-0011", $"宮城県仙台市青葉区上杉 9-{number}", "みなと総合医療センター", "臨床検査部", string.Create(CultureInfo.InvariantCulture, $"青葉　{number}"))).ToList();
        var watch = Stopwatch.StartNew();

        var paper = labels.Render(addresses, LabelSheet.TwelveUp, "青葉臨床医学会", app.Clock.GetUtcNow().UtcDateTime);

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(30));
        Assert.InRange(paper.Bytes.Length, 100_000, 20_000_000);
    }

    private async Task<Actor> StaffAsync() => await Roster("0000100").Named("事務　局").AddAsync() with { Roles = [StaffRole.Secretary], ProvedUtc = app.Clock.UtcNow() };

    private RosterBuilder Roster(string number) => new RosterBuilder(app.Databases, app.SocietyAsync().GetAwaiter().GetResult()).Numbered(number);

    private Task<MemberHub.Domain.Result<HandedOut>> PrintAsync(Actor staff, int? year, MemberFilter filter, string reason = "11月号の発送") =>
        app.Services.GetRequiredService<PrintLabels>().RunAsync(staff, year, filter, 0, reason, Cancel);
}
