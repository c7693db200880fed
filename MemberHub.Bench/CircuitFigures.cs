using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace MemberHub.Bench;

/// <summary>
/// P1 and P2: what a member's live dashboard costs the server, and how long a click waits when all click once a second. The arguments are the number of circuits
/// (1,000) and the seconds of clicking (30), after seconds that are not counted, in which the runtime compiles what is used most. The clients share the machine
/// with the server.
/// </summary>
internal static class CircuitFigures
{
    private const int Openers = 4;
    private const int WarmUpSeconds = 20;
    private const double BytesPerKibibyte = 1024;
    private const double Aim = 100;

    // A page of the circuit, and what stands in its markup once its data is there: the length of the text and the text.
    private static readonly (string Path, string Sign)[] Screens = [("/payments/history", "\u0005years"), ("/", "\u0008card due")];

    public static async Task RunAsync(string[] args)
    {
        var circuits = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000;
        var seconds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 30;
        var (bare, _) = await MeasureAsync(CircuitHost.Counter, [.. Enumerable.Repeat<string?>(null, Math.Min(circuits, 200))], 0);
        var (ours, times) = await MeasureAsync(circuits.ToString(CultureInfo.InvariantCulture), null, seconds);
        Report.Line("P1", $"managed memory of a dashboard circuit, {circuits} open", ours.Each, "KiB", bare.Each);
        Report.Line("P1", $"of it left after all went, {circuits} open before", ours.Left, "KiB", ours.Each);
        Report.Line("P2", $"click to new screen, {circuits} circuits, 1 click a second each, p50", NotifyFigure.Percentile(times, 0.50), "ms", Aim / 10);
        Report.Line("P2", "the same, p99", NotifyFigure.Percentile(times, 0.99), "ms", Aim);
        Report.Line("P2", "clicks answered", times.Count / (double)seconds, "per second", circuits);
    }

    private static async Task<((double Each, double Left) Memory, IReadOnlyCollection<double> Times)> MeasureAsync(string kind, IReadOnlyList<string?>? visitors, int seconds)
    {
        using var server = Process.Start(new ProcessStartInfo("dotnet", [typeof(CircuitFigures).Assembly.Location, CircuitHost.Name, kind])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var address = new Uri(await ReadAsync(server));
        visitors ??= await ReadSessionsAsync(server, int.Parse(kind, CultureInfo.InvariantCulture));
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false });

        // What the first visitor makes the server load is there for all.
        await (await CircuitClient.OpenAsync(address, http, "/", visitors[0])).DisposeAsync();
        var before = await MemoryAsync(server);
        var clients = new ConcurrentBag<CircuitClient>();
        await Parallel.ForEachAsync(visitors, new ParallelOptions { MaxDegreeOfParallelism = Openers }, async (session, _) => clients.Add(await CircuitClient.OpenAsync(address, http, "/", session)));
        var open = await MemoryAsync(server);
        var times = new ConcurrentBag<double>();
        await Task.WhenAll(clients.Select(client => ClickAsync(client, seconds == 0 ? 0 : WarmUpSeconds, [])));
        await Task.WhenAll(clients.Select(client => ClickAsync(client, seconds, times)));
        await Parallel.ForEachAsync(clients, new ParallelOptions { MaxDegreeOfParallelism = Openers }, async (client, _) => await client.DisposeAsync());
        await Task.Delay(TimeSpan.FromSeconds(2));
        var after = await MemoryAsync(server);
        server.StandardInput.Close();
        await server.WaitForExitAsync();
        return (((open - before) / visitors.Count / BytesPerKibibyte, (after - before) / visitors.Count / BytesPerKibibyte), times);
    }

    // Spread over the second; a click that waits longer than that delays only the same visitor's next one.
    private static async Task ClickAsync(CircuitClient client, int seconds, ConcurrentBag<double> times)
    {
        if (seconds == 0)
        {
            return;
        }

        await Task.Delay(TimeSpan.FromSeconds(Random.Shared.NextDouble()));
        using var second = new PeriodicTimer(TimeSpan.FromSeconds(1));
        for (var i = 0; i < seconds; i++)
        {
            var (path, sign) = Screens[i % Screens.Length];
            times.Add((await client.FollowAsync(path, sign)).TotalMilliseconds);
            await second.WaitForNextTickAsync();
        }
    }

    private static async Task<IReadOnlyList<string?>> ReadSessionsAsync(Process server, int count)
    {
        var sessions = new List<string?>();
        while (sessions.Count < count)
        {
            sessions.Add(await ReadAsync(server));
        }

        return sessions;
    }

    private static async Task<double> MemoryAsync(Process server)
    {
        await server.StandardInput.WriteLineAsync();
        return double.Parse(await ReadAsync(server), CultureInfo.InvariantCulture);
    }

    private static async Task<string> ReadAsync(Process server) =>
        await server.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server ended early.");
}
