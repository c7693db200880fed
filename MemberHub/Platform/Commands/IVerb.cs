namespace MemberHub.Platform.Commands;

/// <summary>A command-line verb, such as import: the first argument selects it, and the web server is not started.</summary>
public interface IVerb
{
    /// <summary>The first argument, in lower case.</summary>
    string Name { get; }

    /// <summary>Runs it with the arguments after the verb and returns the exit code.</summary>
    Task<int> RunAsync(IReadOnlyList<string> args, CancellationToken cancel);
}
