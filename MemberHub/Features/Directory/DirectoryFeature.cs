using MemberHub.Components.Texts;

namespace MemberHub.Features.Directory;

/// <summary>会員検索: members find each other by name, and see of the others what each shows; and the society's rosters (名簿).</summary>
public static class DirectoryFeature
{
    public static void AddDirectory(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<SearchDirectory>();
        builder.Services.AddSingleton<OpenOwnEntry>();
        builder.Services.AddSingleton<OpenRoster>();
        builder.Services.AddSingleton<OpenPublicRoster>();
        builder.Services.AddTexts<DirectoryText>();
    }
}

/// <summary>The words of the directory and the rosters.</summary>
public sealed class DirectoryText;
