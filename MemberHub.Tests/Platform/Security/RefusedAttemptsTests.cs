using System.Net;
using MemberHub.Domain.Societies;
using MemberHub.Tests.Features.Accounts;
using MemberHub.Tests.Platform.Circuits;
using MemberHub.Tests.Support;

namespace MemberHub.Tests.Platform.Security;

[Asvs("16.3.2")]
[Trait("Runs", "Once")]
public sealed class RefusedAttemptsTests : IAsyncDisposable
{
    private readonly TestApp app = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private IEnumerable<string> Noted => app.Logs.Lines.Where(line => line.Contains("was refused", StringComparison.Ordinal));

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task What_a_member_may_not_have_is_noted_once_and_nothing_else()
    {
        var society = await app.SocietyAsync();
        var member = await app.AddMemberAsync("0000101", "hanako", "hanako@example.jp");
        var client = await app.ClientOfAsync(new Actor(member.Id, society.Id, null, []));
        await app.Connect().GetAsync("/office", Cancel);
        await client.GetAsync("/security", Cancel);
        Assert.Empty(Noted);

        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/office/members?query=%E7%A7%98", Cancel)).StatusCode);
        Assert.Contains($"Account {member.Id} was refused: /office/members (403)", Assert.Single(Noted), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/documents/I-2026-000001.pdf", Cancel)).StatusCode);
        Assert.Equal(2, Noted.Count());
    }

    [Fact]
    public async Task What_a_role_may_not_do_is_noted_on_open_pages_too()
    {
        await app.SocietyAsync();
        var viewer = await app.AddStaffAsync("etsuran", StaffRole.Viewer);
        var session = await app.SignInAsync(viewer.Id);
        await using var circuit = await RawCircuit.OpenAsync(app, session);
        var (_, components) = await circuit.StartAsync(app, session, "/office");
        await circuit.TellAsync("UpdateRootComponents", components, "");
        while (await circuit.HearAsync() is not "JS.RenderBatch")
        {
            Assert.True(circuit.IsOpen);
        }

        Assert.Empty(Noted);

        await circuit.TellAsync("OnLocationChanged", new Uri(app.ClientOptions.BaseAddress, "/office/members/import/1").ToString(), null, false);
        while (!Noted.Any())
        {
            Assert.NotNull(await circuit.HearAsync());
        }

        Assert.Contains($"Account {viewer.Id} was refused: NotAllowed", Noted.First(), StringComparison.Ordinal);
    }
}
