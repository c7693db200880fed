using MemberHub.Components.Texts;
using MemberHub.Platform.Commands;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MemberHub.Features.Backup;

public static class BackupFeature
{
    /// <summary>The commands backup and restore.</summary>
    public static void AddBackup(this WebApplicationBuilder builder)
    {
        builder.Services.AddTexts<BackupText>();
        builder.Services.AddSingleton<BackUp>();
        builder.Services.AddSingleton<Restore>();
        builder.Services.TryAddSingleton(Terminal.Console);
        builder.Services.AddSingleton<IVerb, BackupCommand>();
        builder.Services.AddSingleton<IVerb, RestoreCommand>();
    }
}
