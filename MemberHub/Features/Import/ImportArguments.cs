using MemberHub.Platform.Commands;

namespace MemberHub.Features.Import;

/// <summary>The arguments of the command.</summary>
internal sealed record ImportArguments(string Roster, string Dues, bool DryRun, bool Json, bool SkipInvalid)
{
    /// <summary>Null when the arguments are not understood.</summary>
    public static ImportArguments? Parse(IReadOnlyList<string> args) =>
        VerbArguments.Parse(args, ["--roster", "--dues"], ["--dry-run", "--json", "--skip-invalid"]) is { Files: var files, Flags: var flags }
            ? new ImportArguments(files["--roster"], files["--dues"], flags.Contains("--dry-run"), flags.Contains("--json"), flags.Contains("--skip-invalid"))
            : null;
}
