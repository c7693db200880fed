using MemberHub.Components.Texts;
using MemberHub.Platform.Commands;
using MemberHub.Platform.Jobs;

namespace MemberHub.Features.Import;

public static class ImportFeature
{
    // Somebody looks at the bar.
    private static readonly TimeSpan UploadPulse = TimeSpan.FromSeconds(2);

    /// <summary>The command import, the same by upload, the roster's way out, and what they need.</summary>
    public static void AddImport(this WebApplicationBuilder builder)
    {
        builder.Services.AddTexts<ImportText>();
        builder.Services.AddSingleton<ImportRosterAndDues>();
        builder.Services.AddSingleton<ExportRoster>();
        builder.Services.AddSingleton<UploadRoster>();
        builder.Services.AddSingleton<OpenRosterImport>();
        builder.Services.AddSingleton<TakeRosterImport>();
        builder.Services.AddSingleton<DropRosterImport>();
        builder.Services.AddSingleton<StopRosterImport>();
        builder.Services.AddSingleton<RosterImportBoard>();
        builder.Services.AddSingleton<AccountChanges>();
        builder.Services.AddSingleton<RunRosterImports>();
        builder.AddJob<RosterImportsJob>(UploadPulse);
        builder.Services.AddSingleton(Terminal.Console);
        builder.Services.AddSingleton<IVerb, ImportCommand>();
    }

    public static void MapImport(this IEndpointRouteBuilder routes) => RosterEndpoint.Map(routes);
}
