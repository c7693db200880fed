using System.Collections.Concurrent;
using MemberHub.Platform.Gateways;
using MemberHub.Platform.Gateways.Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MemberHub.Tests.Features.Sandbox;

/// <summary>Stands where the portal's endpoints will be: takes notifications and browsers that return.</summary>
internal sealed class PortalStandIn : IAsyncDisposable
{
    private readonly WebApplication server;
    private readonly ConcurrentQueue<(byte[] Body, string Signature)> letters = [];
    private readonly ConcurrentQueue<Dictionary<string, string>> returns = [];

    private PortalStandIn(WebApplication server) => this.server = server;

    /// <summary>What the next letters are answered with; 200 once it is empty. 0 breaks the connection.</summary>
    public ConcurrentQueue<int> Answers { get; } = [];

    public IReadOnlyList<(byte[] Body, string Signature)> Letters => [.. letters];

    public IReadOnlyList<GatewayReport> Reports => [.. letters.Select(letter => SandboxMessages.Read<GatewayReport>(letter.Body)!)];

    public IReadOnlyList<string> Kinds => [.. Reports.Select(report => report.Kind.ToString())];

    /// <summary>The fields with which browsers came back.</summary>
    public IReadOnlyList<Dictionary<string, string>> Returns => [.. returns];

    public Uri Address => new(server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public static async Task<PortalStandIn> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var portal = new PortalStandIn(builder.Build());
        portal.server.MapPost("/notify", portal.TakeAsync);
        portal.server.MapPost("/return", portal.WelcomeAsync);
        await portal.server.StartAsync(TestContext.Current.CancellationToken);
        return portal;
    }

    public async ValueTask DisposeAsync() => await server.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        letters.Enqueue((body.ToArray(), http.Request.Headers[SandboxSignature.Header].ToString()));
        var answer = Answers.TryDequeue(out var status) ? status : StatusCodes.Status200OK;
        if (answer == 0)
        {
            http.Abort();
            return;
        }

        http.Response.StatusCode = answer;
        await http.Response.WriteAsync("{}");
    }

    private async Task WelcomeAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync();
        returns.Enqueue(form.ToDictionary(field => field.Key, field => field.Value.ToString()));
        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.WriteAsync("<!DOCTYPE html><html lang=\"ja\"><link rel=\"icon\" href=\"data:,\"><title>portal</title><h1>おかえりなさい</h1></html>");
    }
}
