using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace MemberHub.Tests.Browser;

/// <summary>The line of a phone between its page and the circuit: it can be cut, as in a lift or when the phone sleeps, and comes back.</summary>
internal sealed class PhoneLine
{
    private readonly ConcurrentQueue<IWebSocketRoute> open = [];
    private volatile bool isCut;

    /// <summary>To be called before the page opens.</summary>
    public static async Task<PhoneLine> OfAsync(IPage page)
    {
        var line = new PhoneLine();
        await page.RouteWebSocketAsync("**/_blazor?**", line.Connect);

        // Without a WebSocket the client would ask by plain requests.
        await page.RouteAsync("**/_blazor**", route => line.isCut ? route.AbortAsync() : route.ContinueAsync());
        return line;
    }

    /// <summary>Neither side hears of the other any more, and no new connection comes about.</summary>
    public async Task CutAsync()
    {
        isCut = true;
        while (open.TryDequeue(out var socket))
        {
            await socket.CloseAsync();
        }
    }

    public void Restore() => isCut = false;

    private void Connect(IWebSocketRoute socket)
    {
        if (isCut)
        {
            _ = socket.CloseAsync();
            return;
        }

        open.Enqueue(socket);
        open.Enqueue(socket.ConnectToServer());
    }
}
