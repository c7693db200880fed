using MemberHub.Components.Texts;
using MemberHub.Data;
using MemberHub.Platform.Jobs;
using MemberHub.Platform.Security;

namespace MemberHub.Features.Settings;

/// <summary>What the office sets about its society without a programmer (学会の設定). A change counts from the next page on.</summary>
public static class SettingsFeature
{
    // A new name is on every node within five seconds.
    private static readonly TimeSpan NamesPulse = TimeSpan.FromSeconds(3);

    public static void AddSettings(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<OpenSettings>();
        builder.Services.AddSingleton<ChangeSettings>();
        builder.Services.AddSingleton<OpenSeal>();
        builder.Services.AddSingleton<ChangeSeal>();
        builder.Services.AddSingleton<PreviewSeal>();
        builder.Services.AddSingleton(services => StoredSeals.Of(services.GetRequiredService<MemberHubDatabases>()));
        builder.Services.AddSingleton<OpenClasses>();
        builder.Services.AddSingleton<OpenCategory>();
        builder.Services.AddSingleton<SaveCategory>();
        builder.Services.AddSingleton<EndCategory>();
        builder.Services.AddSingleton<ResumeCategory>();
        builder.Services.AddSingleton<OpenRank>();
        builder.Services.AddSingleton<SaveRank>();
        builder.Services.AddSingleton<EndRank>();
        builder.Services.AddSingleton<ResumeRank>();
        builder.AddJob<ReadSocietyNamesJob>(NamesPulse);
        builder.Services.AddTexts<SettingsText>();
    }

    public static void MapSettings(this IEndpointRouteBuilder routes) => routes.MapGet(PreviewSeal.Address, PreviewSeal.ServeAsync).RequireAuthorization(OfficePolicy.Name);
}

/// <summary>The words of the settings.</summary>
public sealed class SettingsText;
