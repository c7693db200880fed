using MemberHub.Components.Texts;

namespace MemberHub.Features.Cockpit;

/// <summary>The office's first page (今日の仕事): what waits, how long it has waited, and where it is finished.</summary>
public static class CockpitFeature
{
    public static void AddCockpit(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<OpenCockpit>();
        builder.Services.AddSingleton<OpenExpiringNumbers>();
        builder.Services.AddTexts<CockpitText>();
    }
}

/// <summary>The words of the cockpit.</summary>
public sealed class CockpitText;
