using System.Globalization;
using MemberHub.Components.Texts;
using MemberHub.Platform.Commands;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Audit;

/// <summary>erase-audit. Erases at once what the job would erase. Exit code 0: done, 1: arguments that are not understood.</summary>
public sealed class EraseAuditCommand(EraseAuditValues erase, IStringLocalizer<AuditText> text, Terminal terminal) : IVerb
{
    public string Name => "erase-audit";

    public async Task<int> RunAsync(IReadOnlyList<string> args, CancellationToken cancel)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(Languages.Default);
        if (VerbArguments.Parse(args, [], []) is null)
        {
            await terminal.Notes.WriteLineAsync(text["Erase.Usage"]);
            return 1;
        }

        await terminal.Results.WriteLineAsync(text["Erase.Done", Show.Count(await erase.RunAsync(cancel))]);
        return 0;
    }
}
