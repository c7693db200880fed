using MemberHub.Components.Texts;
using MemberHub.Platform.Commands;

namespace MemberHub.Features.Import;

public static class ImportFeature
{
    /// <summary>The command import, the roster's way out, and what they need.</summary>
    public static void AddImport(this WebApplicationBuilder builder)
    {
        builder.Services.AddTexts<ImportText>();
        builder.Services.AddSingleton<ImportRosterAndDues>();
        builder.Services.AddSingleton<ExportRoster>();
        builder.Services.AddSingleton(Terminal.Console);
        builder.Services.AddSingleton<IVerb, ImportCommand>();
    }

    public static void MapImport(this IEndpointRouteBuilder routes) => RosterEndpoint.Map(routes);
}
