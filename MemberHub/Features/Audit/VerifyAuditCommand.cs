using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using MemberHub.Components.Texts;
using MemberHub.Platform.Commands;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Audit;

/// <summary>
/// verify-audit [--end SEQUENCE:HASH] [--json]. Exit code 0: the audit trail is what it was, 1: it was tampered with, or arguments that are not understood.
/// </summary>
public sealed class VerifyAuditCommand(VerifyAudit verify, IStringLocalizer<AuditText> text, Terminal terminal) : IVerb
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    public string Name => "verify-audit";

    public async Task<int> RunAsync(IReadOnlyList<string> args, CancellationToken cancel)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(Languages.Default);
        var parsed = VerbArguments.Parse(args, [], ["--json"]) ?? VerbArguments.Parse(args, ["--end"], ["--json"]);
        if (parsed is null || !TryRead(parsed.Files.GetValueOrDefault("--end"), out var noted))
        {
            await terminal.Notes.WriteLineAsync(text["Usage"]);
            return 1;
        }

        var verdict = await verify.RunAsync(noted, cancel);
        var isJson = parsed.Flags.Contains("--json");
        foreach (var line in Lines(verdict))
        {
            await (isJson ? terminal.Notes : terminal.Results).WriteLineAsync(line);
        }

        if (isJson)
        {
            await terminal.Results.WriteLineAsync(JsonSerializer.Serialize(verdict, Options));
        }

        return verdict.Sound ? 0 : 1;
    }

    private static bool TryRead(string? typed, out AuditEnd? end)
    {
        end = typed?.Split(':') is [var sequence, { Length: 64 } hash] && long.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new AuditEnd(number, hash)
            : null;
        return typed is null || end is not null;
    }

    private IEnumerable<string> Lines(AuditVerdict verdict)
    {
        foreach (var fault in verdict.Faults)
        {
            yield return text[$"Fault.{fault.Kind}", Show.Count(fault.Sequence)];
        }

        yield return text[verdict.Sound ? "Sound" : "Broken", Show.Count(verdict.Sealed), Show.Count(verdict.Unsealed), Show.Count(verdict.Erased)];
        yield return text["End", $"{verdict.End.Sequence.ToString(CultureInfo.InvariantCulture)}:{verdict.End.Hash}"];
    }
}
