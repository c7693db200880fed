using MemberHub.Components.Texts;

namespace MemberHub.Features.Dashboard;

/// <summary>The member's first page: who I am, what I owe, what to do next.</summary>
public static class DashboardFeature
{
    public static void AddDashboard(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<OpenDashboard>();
        builder.Services.AddTexts<DashboardText>();
    }
}

/// <summary>The words of the dashboard.</summary>
public sealed class DashboardText;
