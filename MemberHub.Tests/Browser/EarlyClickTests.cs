using MemberHub.Tests.Features.Profile;
using MemberHub.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MemberHub.Tests.Browser;

/// <summary>Somebody on a slow line presses a link before the circuit of the page they leave has started.</summary>
[Trait("Runs", "Once")]
public sealed class EarlyClickTests
{
    [Fact]
    public async Task A_page_opened_while_the_circuit_starts_stays()
    {
        var app = new TestApp();
        var member = await app.AddMemberAsync();
        await using var portal = await BrowserPortal.StartAsync(app);
        var page = await portal.VisitAsync(1280, "/login");
        await SignedIn.AsAsync(app, page, member);
        var asked = await AnswerLateAsync(page, TimeSpan.FromSeconds(2));
        await page.GotoAsync("/", new() { WaitUntil = WaitUntilState.Commit });
        await asked;
        await page.GetByRole(AriaRole.Link, new() { Name = "会員検索" }).First.ClickAsync();

        await Expect(Find(page)).ToBeEnabledAsync();
        await Task.Delay(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        await Expect(Find(page)).ToBeVisibleAsync();
        Assert.EndsWith("/directory", page.Url, StringComparison.Ordinal);
    }

    // The line is slow in one direction. What is answered ends when the page has asked for its circuit, and the circuit has not answered.
    private static async Task<Task> AnswerLateAsync(IPage page, TimeSpan delay)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await page.RouteWebSocketAsync("**/_blazor?**", socket =>
        {
            var server = socket.ConnectToServer();
            var last = Task.CompletedTask;
            server.OnMessage(frame => last = PassOnAsync(last, socket, frame, delay));
            socket.OnMessage(frame =>
            {
                server.Send(frame.Binary!);
                if (frame.Binary!.AsSpan().IndexOf("StartCircuit"u8) >= 0)
                {
                    asked.TrySetResult();
                }
            });
        });
        return asked.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
    }

    private static async Task PassOnAsync(Task before, IWebSocketRoute socket, IWebSocketFrame frame, TimeSpan delay)
    {
        await before;
        await Task.Delay(delay);
        socket.Send(frame.Binary!);
    }

    private static ILocator Find(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "検索", Exact = true });
}
