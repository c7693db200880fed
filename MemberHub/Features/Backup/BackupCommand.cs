using MemberHub.Components.Texts;
using MemberHub.Platform.Commands;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Backup;

/// <summary>backup --to FILE. Exit code 0: the file is a sound backup, 1: there is none.</summary>
public sealed class BackupCommand(BackUp backUp, IStringLocalizer<BackupText> text, RefusalTexts refusals, Terminal terminal) : IVerb
{
    public string Name => "backup";

    public Task<int> RunAsync(IReadOnlyList<string> args, CancellationToken cancel) =>
        FileVerb.DoAsync(args, "--to", file => backUp.RunAsync(file, cancel), text, "Backup", refusals, terminal);
}
