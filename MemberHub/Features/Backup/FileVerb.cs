using System.Globalization;
using MemberHub.Components.Texts;
using MemberHub.Domain;
using MemberHub.Platform.Commands;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Backup;

/// <summary>What both verbs do with their one file.</summary>
internal static class FileVerb
{
    public static async Task<int> DoAsync(
        IReadOnlyList<string> args,
        string option,
        Func<string, Task<Result<string>>> run,
        IStringLocalizer<BackupText> text,
        string verb,
        RefusalTexts refusals,
        Terminal terminal)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(Languages.Default);
        if (VerbArguments.Parse(args, [option], []) is not { Files: var files })
        {
            await terminal.Notes.WriteLineAsync(text[verb + "Usage"]);
            return 1;
        }

        var result = await run(files[option]);
        if (result.Refusal is { } refusal)
        {
            await terminal.Notes.WriteLineAsync(refusals.Say(refusal));
            return 1;
        }

        await terminal.Results.WriteLineAsync(text[verb + "Done", result.OrThrow()]);
        return 0;
    }
}
