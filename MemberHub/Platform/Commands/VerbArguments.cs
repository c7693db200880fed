namespace MemberHub.Platform.Commands;

/// <summary>The arguments of a verb: files, each after its option, and flags.</summary>
public sealed record VerbArguments(IReadOnlyDictionary<string, string> Files, IReadOnlySet<string> Flags)
{
    /// <summary>
    /// Null when an argument is unknown, missing or given twice. Every file is required, no flag is. Settings for the whole application
    /// (--Section:Key=value) are passed over.
    /// </summary>
    public static VerbArguments? Parse(IReadOnlyList<string> args, IReadOnlyList<string> files, IReadOnlyList<string> flags)
    {
        var foundFiles = new Dictionary<string, string>();
        var foundFlags = new HashSet<string>();
        for (var i = 0; i < args.Count; i++)
        {
            var known = args[i] switch
            {
                var option when files.Contains(option) => i + 1 < args.Count && foundFiles.TryAdd(option, args[++i]),
                var flag when flags.Contains(flag) => foundFlags.Add(flag),
                var setting when setting.StartsWith("--", StringComparison.Ordinal) && setting.Contains(':', StringComparison.Ordinal) =>
                    setting.Contains('=', StringComparison.Ordinal) || ++i < args.Count,
                _ => false,
            };
            if (!known)
            {
                return null;
            }
        }

        return foundFiles.Count == files.Count ? new VerbArguments(foundFiles, foundFlags) : null;
    }
}
