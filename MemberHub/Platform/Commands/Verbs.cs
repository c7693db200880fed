namespace MemberHub.Platform.Commands;

/// <summary>Runs the verb that the first argument names.</summary>
public static class Verbs
{
    /// <summary>The exit code of the named verb, or null when the arguments name none and the web server is wanted.</summary>
    public static async Task<int?> RunVerbAsync(this IServiceProvider services, string[] args)
    {
        if (args is not [var name, ..] || name.StartsWith('-'))
        {
            return null;
        }

        var verbs = services.GetServices<IVerb>().ToList();
        if (verbs.Find(verb => verb.Name == name) is { } wanted)
        {
            return await wanted.RunAsync(args[1..], CancellationToken.None);
        }

        await Console.Error.WriteLineAsync($"Unknown command '{name}'. Known: {string.Join(", ", verbs.Select(verb => verb.Name))}");
        return 1;
    }
}
