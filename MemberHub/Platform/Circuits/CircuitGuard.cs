using System.Globalization;
using MemberHub.Platform.Security;
using Microsoft.AspNetCore.SignalR;

namespace MemberHub.Platform.Circuits;

/// <summary>
/// Stands between a browser's connection and its circuit. Keeps each connection within its budget, gives a circuit back to nobody but the session that started it, and refuses the descriptors
/// of a page that another circuit has used.
/// </summary>
internal sealed partial class CircuitGuard(CircuitRegister register, RefusedAttempts attempts, ILogger<CircuitGuard> log) : IHubFilter
{
    private const string Start = "StartCircuit";
    private const string Connect = "ConnectCircuit";
    private const string Resume = "ResumeCircuit";
    private const string AddComponents = "UpdateRootComponents";

    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var connection = ConnectionOf(invocationContext.Context);
        if (!await WaitAsync(connection, invocationContext.Context))
        {
            return null;
        }

        attempts.Enter(invocationContext.Context.User);
        var first = invocationContext.HubMethodArguments is [string text, ..] ? text : "";
        switch (invocationContext.HubMethodName)
        {
            case Start:
                return await StartAsync(connection, invocationContext, next);
            case Connect when !MayTake(connection, invocationContext.Context, first):
                return false;
            case Resume when !MayTake(connection, invocationContext.Context, first):
                return null;
            case AddComponents when !register.Use(first, connection.Owner.Circuit):
                return Refuse(invocationContext.Context);
            default:
                return await next(invocationContext);
        }
    }

    public Task OnDisconnectedAsync(HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        if (ConnectionOf(context.Context).Secret is { } secret)
        {
            register.Release(secret, context.Context.ConnectionId);
        }

        return next(context, exception);
    }

    private async ValueTask<object?> StartAsync(Connection connection, HubInvocationContext invocation, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        if (invocation.HubMethodArguments is [_, _, string components, ..] && !register.Use(components, connection.Owner.Circuit))
        {
            return Refuse(invocation.Context);
        }

        var answer = await next(invocation);
        if (answer is string secret)
        {
            connection.Secret = secret;
            register.Hold(secret, connection.Owner, invocation.Context.ConnectionId);
        }

        return answer;
    }

    private bool MayTake(Connection connection, HubCallerContext context, string secret)
    {
        if (register.Find(secret) is not { } owner || owner.Session != connection.Owner.Session)
        {
            LogForeign();
            return false;
        }

        connection.Owner = owner;
        connection.Secret = secret;
        register.Hold(secret, owner, context.ConnectionId);
        return true;
    }

    private async ValueTask<bool> WaitAsync(Connection connection, HubCallerContext context)
    {
        switch (connection.Budget.Take(Environment.TickCount64))
        {
            case null:
                LogFlood();
                context.Abort();
                return false;
            case var delay when delay > TimeSpan.Zero:
                // Calls of a connection come one after the other: while this one waits, the rest stays where it came from.
                await Task.Delay(delay.Value, context.ConnectionAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return !context.ConnectionAborted.IsCancellationRequested;
            default:
                return true;
        }
    }

    private object? Refuse(HubCallerContext context)
    {
        LogReplay();
        context.Abort();
        return null;
    }

    private static Connection ConnectionOf(HubCallerContext context)
    {
        if (context.Items.TryGetValue(typeof(Connection), out var known))
        {
            return (Connection)known!;
        }

        var made = new Connection(new CircuitOwner(context.User?.FindFirst(ActorClaims.Session)?.Value ?? "", Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture)));
        context.Items[typeof(Connection)] = made;
        return made;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A connection sent more calls than a person can cause, and was ended")]
    private partial void LogFlood();

    [LoggerMessage(Level = LogLevel.Information, Message = "A circuit was asked for that is gone or belongs to another session")]
    private partial void LogForeign();

    [LoggerMessage(Level = LogLevel.Warning, Message = "The descriptors of a page were sent a second time, by another circuit")]
    private partial void LogReplay();

    private sealed class Connection(CircuitOwner owner)
    {
        public CircuitOwner Owner { get; set; } = owner;

        public string? Secret { get; set; }

        public CallBudget Budget { get; } = new(Environment.TickCount64);
    }
}
