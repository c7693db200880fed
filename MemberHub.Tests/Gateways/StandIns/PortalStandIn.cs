using System.Collections.Concurrent;
using MemberHub.Domain.Calendar;
using MemberHub.Platform.Gateways;
using Microsoft.AspNetCore.Http;

namespace MemberHub.Tests.Gateways.StandIns;

/// <summary>The portal as the companies see it: it takes notifications and the returning browser, keeps them, and answers as told.</summary>
public sealed class PortalStandIn : IAsyncDisposable
{
    private static readonly string[] SignatureHeaders = ["Stripe-Signature", "Sandbox-Signature"];

    private readonly LoopbackServer server;
    private readonly ConcurrentQueue<GatewayNotification> notifications = [];
    private readonly ConcurrentQueue<byte[]> returns = [];

    public PortalStandIn(TimeProvider clock) => server = new LoopbackServer(async context =>
    {
        var body = await LoopbackServer.BodyAsync(context);
        if (context.Request.Path == "/return")
        {
            returns.Enqueue(body);
            return;
        }

        var notification = new GatewayNotification(
            body, context.Request.ContentType ?? "", SignatureOf(context.Request), context.Connection.RemoteIpAddress, clock.UtcNow());
        notifications.Enqueue(notification);
        var answer = Answers(notification);
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        await context.Response.Body.WriteAsync(answer.Body);
    });

    public Uri NotifyUrl => new(server.Address + "/gateway/notify");

    public Uri ReturnUrl => new(server.Address + "/return");

    /// <summary>What notifications are answered.</summary>
    public Func<GatewayNotification, GatewayAnswer> Answers { get; set; } = _ => new GatewayAnswer(500, "text/plain", ReadOnlyMemory<byte>.Empty);

    public IReadOnlyList<GatewayNotification> Notifications => [.. notifications];

    /// <summary>The bodies with which browsers came back.</summary>
    public IReadOnlyList<byte[]> Returns => [.. returns];

    public Task StartAsync() => server.StartAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private static string SignatureOf(HttpRequest request) =>
        SignatureHeaders.Select(header => request.Headers[header].ToString()).FirstOrDefault(signature => signature.Length > 0) ?? "";
}
