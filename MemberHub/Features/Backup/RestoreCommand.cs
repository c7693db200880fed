using MemberHub.Components.Texts;
using MemberHub.Platform.Commands;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Backup;

/// <summary>restore --from FILE. Exit code 0: the backup is in place, 1: nothing was changed.</summary>
public sealed class RestoreCommand(Restore restore, IStringLocalizer<BackupText> text, RefusalTexts refusals, Terminal terminal) : IVerb
{
    public string Name => "restore";

    public Task<int> RunAsync(IReadOnlyList<string> args, CancellationToken cancel) =>
        FileVerb.DoAsync(args, "--from", file => restore.RunAsync(file, cancel), text, "Restore", refusals, terminal);
}
