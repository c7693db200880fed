using MemberHub.Components.Texts;
using MemberHub.Platform.Commands;

namespace MemberHub.Features.Import;

public static class ImportFeature
{
    /// <summary>The command import and what it needs.</summary>
    public static void AddImport(this WebApplicationBuilder builder)
    {
        builder.Services.AddTexts<ImportText>();
        builder.Services.AddSingleton<ImportRosterAndDues>();
        builder.Services.AddSingleton(Terminal.Console);
        builder.Services.AddSingleton<IVerb, ImportCommand>();
    }
}
