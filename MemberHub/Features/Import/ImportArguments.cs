namespace MemberHub.Features.Import;

/// <summary>The arguments of the command.</summary>
internal sealed record ImportArguments(string Roster, string Dues, bool DryRun, bool Json, bool SkipInvalid)
{
    private static readonly string[] Flags = ["--dry-run", "--json", "--skip-invalid"];

    /// <summary>Null when an argument is unknown, missing or given twice. Settings for the whole application (--Section:Key=value) are passed over.</summary>
    public static ImportArguments? Parse(IReadOnlyList<string> args)
    {
        var files = new Dictionary<string, string>();
        var flags = new HashSet<string>();
        for (var i = 0; i < args.Count; i++)
        {
            var known = args[i] switch
            {
                "--roster" or "--dues" => i + 1 < args.Count && files.TryAdd(args[i], args[++i]),
                var flag when Flags.Contains(flag) => flags.Add(flag),
                var setting when setting.StartsWith("--", StringComparison.Ordinal) && setting.Contains(':', StringComparison.Ordinal) =>
                    setting.Contains('=', StringComparison.Ordinal) || ++i < args.Count,
                _ => false,
            };
            if (!known)
            {
                return null;
            }
        }

        return files.Count == 2
            ? new ImportArguments(files["--roster"], files["--dues"], flags.Contains("--dry-run"), flags.Contains("--json"), flags.Contains("--skip-invalid"))
            : null;
    }
}
