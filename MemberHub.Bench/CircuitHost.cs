using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MemberHub.Bench;

/// <summary>
/// The server of the circuits in a process of its own, so that its memory is nobody else's: the portal with so many members, or a page with a counter. Tells its
/// address and a session per line, then answers each line it reads with the managed memory in use, until there is none.
/// </summary>
internal static class CircuitHost
{
    public const string Name = "circuit-host";
    public const string Counter = "counter";

    public static Task RunAsync(string[] args) => args[0] == Counter ? RunCounterAsync() : RunPortalAsync(int.Parse(args[0], CultureInfo.InvariantCulture));

    private static Task RunPortalAsync(int members) => PayingPortal.OnSqliteAsync(async portal =>
    {
        await Console.Out.WriteLineAsync(portal.ClientOptions.BaseAddress.ToString());
        foreach (var member in await portal.AddMembersAsync(members))
        {
            await Console.Out.WriteLineAsync(await portal.SignInAsync(member.Account));
        }

        await AnswerAsync();
    });

    private static async Task RunCounterAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        await using var app = builder.Build();
        app.UseAntiforgery();
        app.MapRazorComponents<CounterApp>().AddInteractiveServerRenderMode(options => options.DisableWebSocketCompression = true);
        await app.StartAsync();
        await Console.Out.WriteLineAsync($"{app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()}/");
        await AnswerAsync();
    }

    private static async Task AnswerAsync()
    {
        while (await Console.In.ReadLineAsync() is not null)
        {
            // What is dropped at once is gone after the first, what had a finalizer after the second.
            for (var i = 0; i < 3; i++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }

            await Console.Out.WriteLineAsync(GC.GetTotalMemory(forceFullCollection: true).ToString(CultureInfo.InvariantCulture));
        }
    }
}

/// <summary>A page with nothing but a counter.</summary>
[Route("/")]
public sealed class CounterApp : ComponentBase
{
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.AddMarkupContent(0, "<!DOCTYPE html>");
        builder.OpenElement(1, "html");
        builder.OpenElement(2, "body");
        builder.OpenComponent<CounterButton>(3);
        builder.AddComponentRenderMode(RenderMode.InteractiveServer);
        builder.CloseComponent();
        builder.CloseElement();
        builder.CloseElement();
    }
}

/// <summary>A button that counts its clicks.</summary>
public sealed class CounterButton : ComponentBase
{
    private int count;

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "button");
        builder.AddAttribute(1, "onclick", EventCallback.Factory.Create(this, () => count++));
        builder.AddContent(2, count);
        builder.CloseElement();
    }
}
