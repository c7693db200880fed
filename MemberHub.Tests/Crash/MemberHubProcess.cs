using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using MemberHub.Tests.Support;

namespace MemberHub.Tests.Crash;

/// <summary>MemberHub as its users run it, in a process of its own.</summary>
internal sealed partial class MemberHubProcess : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> results = [];
    private readonly ConcurrentQueue<string> notes = [];
    private readonly TaskCompletionSource<Uri> address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process process;

    private MemberHubProcess(ProcessStartInfo start)
    {
        process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Hear(results, line.Data);
        process.ErrorDataReceived += (_, line) => Hear(notes, line.Data);
        process.Exited += (_, _) => address.TrySetException(new InvalidOperationException("The server ended before it listened."));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public bool HasExited => process.HasExited;

    /// <summary>What it wrote to stdout, line by line.</summary>
    public IReadOnlyList<string> Results => [.. results];

    /// <summary>What it wrote to stderr.</summary>
    public string Notes => string.Join('\n', notes);

    /// <summary>Starts the command that the arguments name, or the server without any.</summary>
    /// <param name="unguarded">Takes the transactions' effect away, see <see cref="StartupHook"/>.</param>
    public static MemberHubProcess Start(CrashDatabase database, bool unguarded, params string[] args) =>
        Start(database.Folder, database.Provider, database.ConnectionString, unguarded, args);

    /// <summary>Starts a server on the database.</summary>
    /// <param name="guard">What is taken away, see <see cref="StartupHook"/>.</param>
    public static MemberHubProcess Start(PlainDatabase database, Guard guard) =>
        Start(database.Folder, PlainDatabase.Provider, database.ConnectionString, guard != Guard.On, [], guard);

    private static MemberHubProcess Start(string folder, string provider, string connection, bool unguarded, string[] args, Guard guard = Guard.On)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [typeof(Program).Assembly.Location, .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach (var (key, value) in PlainDatabase.GatewaySettings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Testing";
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["Database__Provider"] = provider;
        start.Environment["ConnectionStrings__MemberHub"] = connection;
        start.Environment["Mail__Folder"] = Path.Combine(folder, "mail");
        if (unguarded)
        {
            start.Environment["MEMBERHUB_TEST_SLOW"] = guard == Guard.On ? "0" : "20";
            start.Environment["MEMBERHUB_TEST_UNGUARDED"] = guard == Guard.NoLocks ? "locks" : "transactions";
            start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location;
        }

        return new MemberHubProcess(start);
    }

    /// <summary>Where the server listens, as soon as it does.</summary>
    public async Task<Uri> AddressAsync()
    {
        try
        {
            return await address.Task.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
        }
        catch (Exception failure) when (failure is InvalidOperationException or TimeoutException)
        {
            throw new InvalidOperationException(Notes, failure);
        }
    }

    /// <summary>Waits for a command and answers its exit code.</summary>
    public async Task<int> EndAsync()
    {
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    /// <summary>SIGKILL: nothing is closed, nothing is flushed. False when it had ended by itself.</summary>
    public async Task<bool> KillAsync()
    {
        var wasAlive = !process.HasExited;
        process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
        return wasAlive && process.ExitCode != 0;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        process.Dispose();
    }

    private void Hear(ConcurrentQueue<string> lines, string? line)
    {
        lines.Enqueue(line ?? "");
        if (Listening().Match(line ?? "") is { Success: true } found)
        {
            address.TrySetResult(new Uri(found.Groups["address"].Value));
        }
    }

    [GeneratedRegex("Now listening on: (?<address>http://127\\.0\\.0\\.1:[0-9]+)")]
    private static partial Regex Listening();
}

/// <summary>What a server of a test still has of its guards.</summary>
internal enum Guard
{
    On,

    /// <summary>Two transactions do not wait for each other; each statement takes a while, so that they meet.</summary>
    NoLocks,

    /// <summary>Each statement is committed by itself and takes a while, so that a kill comes in between.</summary>
    NoTransactions,
}
