using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace MemberHub.Tests.Support;

/// <summary>Keeps every line an app logs, with its named values, scopes and exceptions, so that a test can say what must not stand in them.</summary>
public sealed class CapturedLogs : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<string> lines = [];
    private IExternalScopeProvider scopes = new LoggerExternalScopeProvider();

    public IReadOnlyList<string> Lines => [.. lines];

    /// <summary>Fails when one of the words stands in any line. Blank words are a mistake of the test.</summary>
    public void AssertSilentAbout(params IEnumerable<string> words)
    {
        var wanted = words.ToList();
        Assert.NotEmpty(Lines);
        Assert.NotEmpty(wanted);
        Assert.All(wanted, word => Assert.False(string.IsNullOrWhiteSpace(word)));
        Assert.DoesNotContain(Lines, line => wanted.Any(word => line.Contains(word, StringComparison.OrdinalIgnoreCase)));
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    public void Dispose()
    {
    }

    private sealed class Logger(CapturedLogs logs, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => logs.scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            List<string?> parts = [logLevel.ToString(), category, formatter(state, exception), Values(state), exception?.ToString()];
            logs.scopes.ForEachScope((scope, list) => list.Add(Values(scope)), parts);
            logs.lines.Enqueue(string.Join(" | ", parts.Where(part => part is not null)));
        }

        private static string? Values(object? state) => state is IEnumerable<KeyValuePair<string, object?>> pairs
            ? string.Join(", ", pairs.Select(pair => $"{pair.Key}={pair.Value}"))
            : state?.ToString();
    }
}
