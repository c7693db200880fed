using MemberHub.Components.Texts;
using MemberHub.Platform.Jobs;

namespace MemberHub.Features.Settings;

/// <summary>What the office sets about its society without a programmer (学会の設定). A change counts from the next page on.</summary>
public static class SettingsFeature
{
    private static readonly TimeSpan NamesPulse = TimeSpan.FromSeconds(30);

    public static void AddSettings(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<OpenSettings>();
        builder.Services.AddSingleton<ChangeSettings>();
        builder.AddJob<ReadSocietyNamesJob>(NamesPulse);
        builder.Services.AddTexts<SettingsText>();
    }
}

/// <summary>The words of the settings.</summary>
public sealed class SettingsText;
