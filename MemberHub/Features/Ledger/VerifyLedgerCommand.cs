using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using MemberHub.Components.Texts;
using MemberHub.Data.Ledger.Checks;
using MemberHub.Platform.Commands;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Ledger;

/// <summary>verify-ledger [--json]. Exit code 0: every invariant holds, 1: one is broken, or arguments that are not understood.</summary>
public sealed class VerifyLedgerCommand(VerifyLedger verify, IStringLocalizer<LedgerText> text, Terminal terminal) : IVerb
{
    public const int Sound = 0;
    public const int Broken = 1;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Name => "verify-ledger";

    public async Task<int> RunAsync(IReadOnlyList<string> args, CancellationToken cancel)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(Languages.Default);
        if (VerbArguments.Parse(args, [], ["--json"]) is not { Flags: var flags })
        {
            await terminal.Notes.WriteLineAsync(text["Usage"]);
            return Broken;
        }

        var results = await verify.RunAsync(cancel);
        foreach (var line in Lines(results))
        {
            await (flags.Contains("--json") ? terminal.Notes : terminal.Results).WriteLineAsync(line);
        }

        if (flags.Contains("--json"))
        {
            await terminal.Results.WriteLineAsync(JsonSerializer.Serialize(new { Sound = results.All(result => result.Holds), Invariants = results }, Options));
        }

        return results.All(result => result.Holds) ? Sound : Broken;
    }

    private IEnumerable<string> Lines(IReadOnlyList<InvariantResult> results)
    {
        var width = results.Max(result => result.Name.Length);
        foreach (var result in results)
        {
            yield return $"{(result.Holds ? "○" : "×")} {Show.Count(result.Count),6}  {result.Name.PadRight(width)}  {text[result.Name]}";
            foreach (var example in result.Examples)
            {
                yield return $"            {example}";
            }
        }

        yield return results.Count(result => !result.Holds) is var broken and > 0
            ? text["Broken", Show.Count(results.Count), Show.Count(broken)]
            : text["Sound", Show.Count(results.Count)];
    }
}
