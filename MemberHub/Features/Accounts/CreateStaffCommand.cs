using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using MemberHub.Components.Texts;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using MemberHub.Platform.Commands;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Accounts;

/// <summary>create-staff --login ID --email MAIL --name NAME --role ROLE [--json]. Exit code 0: written in, 1: refused, or arguments that are not understood.</summary>
public sealed class CreateStaffCommand(CreateStaff create, RefusalTexts refusals, IStringLocalizer<AccountsText> texts, Terminal terminal) : IVerb
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Name => "create-staff";

    public async Task<int> RunAsync(IReadOnlyList<string> args, CancellationToken cancel)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(Languages.Default);
        if (VerbArguments.Parse(args, ["--login", "--email", "--name", "--role"], ["--json"]) is not { } parsed)
        {
            await terminal.Notes.WriteLineAsync(texts["CreateStaffUsage"]);
            return 1;
        }

        var created = await create.RunAsync(FormOf(parsed), cancel);
        if (!created.Succeeded)
        {
            await terminal.Notes.WriteLineAsync(refusals.Say(created.Refusal));
            return 1;
        }

        var (login, link, until) = created.Value;
        await terminal.Results.WriteLineAsync(parsed.Flags.Contains("--json")
            ? JsonSerializer.Serialize(new { LoginId = login, Link = link, ExpiresUtc = until }, Options)
            : texts["CreateStaffDone", login, link, Show.Moment(JapanTime.Local(until))].Value);
        return 0;
    }

    private static StaffForm FormOf(VerbArguments parsed) => new()
    {
        LoginId = parsed.Files["--login"],
        Email = parsed.Files["--email"],
        Name = parsed.Files["--name"],
        // By name only: a number is no role.
        Role = Enum.GetValues<StaffRole>().Cast<StaffRole?>().FirstOrDefault(role => string.Equals(role.ToString(), parsed.Files["--role"], StringComparison.OrdinalIgnoreCase)),
    };
}
