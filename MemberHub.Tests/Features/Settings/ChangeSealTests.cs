using System.Text;
using MemberHub.Domain.Societies;
using MemberHub.Features.Settings;
using MemberHub.Tests.Platform.Pdf;
using MemberHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberHub.Tests.Features.Settings;

public sealed class ChangeSealTests : IAsyncLifetime
{
    private static readonly byte[] Seen = [200, 30, 20, 255], Clear = [0, 0, 0, 0];

    private readonly TestApp app = new();
    private Society society = default!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static byte[] Seal => PdfImageTests.Png(0, 6, [Seen, Clear, Clear, Seen]);

    private static byte[] OtherSeal => PdfImageTests.Png(0, 6, [Clear, Seen, Seen, Clear]);

    private Actor Administrator => new(1, society.Id, null, [StaffRole.SystemAdministrator]);

    private ChangeSeal Change => app.Services.GetRequiredService<ChangeSeal>();

    public async ValueTask InitializeAsync() => society = await app.SocietyAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task The_scan_is_printed_as_ink_instead_of_the_drawn_seal_and_the_trail_keeps_both()
    {
        var drawn = await PreviewAsync();
        Assert.True((await Change.RunAsync(Administrator, "", Seal, Cancel)).Succeeded);

        var printed = await PreviewAsync();
        Assert.DoesNotContain("/Subtype /Image", drawn, StringComparison.Ordinal);
        Assert.Contains("/Subtype /Image", printed, StringComparison.Ordinal);
        Assert.Contains("/Multiply gs", printed, StringComparison.Ordinal);
        var seal = await SealAsync();
        Assert.Equal((SealShape.Picture, 64), (seal.Shape, seal.Picture.Length));
        await using var database = app.Databases.Open(society.Id);
        var line = await database.AuditEntries.SingleAsync(entry => entry.Action == nameof(ChangeSeal), Cancel);
        Assert.Contains(seal.Picture, line.Details, StringComparison.Ordinal);
        Assert.Contains("青葉臨床医学会之印", line.Details, StringComparison.Ordinal);
        Assert.Equal(Seal, (await database.Set<SealPicture>().SingleAsync(Cancel)).Bytes);
    }

    [Fact]
    public async Task The_second_of_two_who_opened_the_page_is_told()
    {
        var answers = await Task.WhenAll(Change.RunAsync(Administrator, "", Seal, Cancel), Task.Run(() => Change.RunAsync(Administrator, "", OtherSeal, Cancel)));

        Assert.Single(answers, answer => answer.Succeeded);
        Assert.Single(answers, answer => answer.Refusal is SettingsMoved { Last.Action: nameof(ChangeSeal) });
        var now = (await SealAsync()).Picture;
        Assert.Single(new[] { Seal, OtherSeal }, file => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file)) == now);
    }

    [Fact]
    public async Task A_scan_that_was_used_before_is_kept_once_and_the_drawn_seal_can_come_back()
    {
        Assert.True((await Change.RunAsync(Administrator, "", Seal, Cancel)).Succeeded);
        Assert.IsType<SettingsUnchanged>((await Change.RunAsync(Administrator, (await SealAsync()).Picture, Seal, Cancel)).Refusal);
        Assert.True((await Change.RunAsync(Administrator, (await SealAsync()).Picture, OtherSeal, Cancel)).Succeeded);
        Assert.True((await Change.RunAsync(Administrator, (await SealAsync()).Picture, Seal, Cancel)).Succeeded);

        await using (var database = app.Databases.Open(society.Id))
        {
            Assert.Equal(2, await database.Set<SealPicture>().CountAsync(Cancel));
        }

        await ShapeAsync("Square");
        Assert.DoesNotContain("/Subtype /Image", await PreviewAsync(), StringComparison.Ordinal);
        await ShapeAsync("Picture");
        Assert.Contains("/Subtype /Image", await PreviewAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_printed_is_refused_and_nothing_is_kept()
    {
        var large = new byte[(ChangeSeal.MostKilobytes << 10) + 1];
        Seal.CopyTo(large, 0);
        var wide = PdfImageTests.Png(0, 6, [Seen, Clear, Clear, Seen]);
        wide[16 + 2] = 8; // 2,050 pixels

        foreach (var file in new[] { [], Encoding.ASCII.GetBytes("<svg xmlns='http://www.w3.org/2000/svg'/>"), Seal[..40], large, wide })
        {
            Assert.IsType<NotASeal>((await Change.RunAsync(Administrator, "", file, Cancel)).Refusal);
        }

        Assert.IsType<NotAllowed>((await Change.RunAsync(Administrator with { Roles = [StaffRole.Secretary, StaffRole.Accountant] }, "", Seal, Cancel)).Refusal);
        Assert.Equal(SealShape.Square, (await SealAsync()).Shape);
        await using var database = app.Databases.Open(society.Id);
        Assert.False(await database.Set<SealPicture>().AnyAsync(Cancel));
    }

    [Fact]
    public async Task A_scan_that_is_not_there_cannot_be_chosen()
    {
        var values = (await app.Services.GetRequiredService<OpenSettings>().RunAsync(Administrator, Cancel)).OrThrow().Values;
        var form = new SettingsForm { Typed = new(values) { ["SealShape"] = "Picture" }, Shown = new(values) };

        var faulty = Assert.IsType<SettingsFaulty>((await app.Services.GetRequiredService<ChangeSettings>().RunAsync(Administrator, "issuer", form, Cancel)).Refusal);

        Assert.Equal(("SealShape", "NoPicture"), (faulty.Faults.Single().Field, faulty.Faults[0].Fault));
    }

    private async Task ShapeAsync(string shape)
    {
        var values = (await app.Services.GetRequiredService<OpenSettings>().RunAsync(Administrator, Cancel)).OrThrow().Values;
        var form = new SettingsForm { Typed = new(values) { ["SealShape"] = shape }, Shown = new(values) };
        Assert.True((await app.Services.GetRequiredService<ChangeSettings>().RunAsync(Administrator, "issuer", form, Cancel)).Succeeded);
    }

    private async Task<string> PreviewAsync() => PdfTools.Run(
        "qpdf", (await app.Services.GetRequiredService<PreviewSeal>().RunAsync(Administrator, Cancel)).OrThrow(), "--qdf", "--object-streams=disable", "{file}", "-");

    private async Task<Seal> SealAsync()
    {
        await using var database = app.Databases.Open(society.Id);
        return (await database.Societies.SingleAsync(item => item.Id == society.Id, Cancel)).Settings.Issuer.Seal;
    }
}
