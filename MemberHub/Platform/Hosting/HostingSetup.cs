namespace MemberHub.Platform.Hosting;

/// <summary>What makes the process start quickly and stay small.</summary>
public static class HostingSetup
{
    /// <summary>Call it first: what it begins runs beside everything after it.</summary>
    public static WebApplicationBuilder AddQuickStart(this WebApplicationBuilder builder)
    {
        JapaneseRules.LoadAhead();
        if (builder.Environment.IsProduction())
        {
            builder.Services.AddHostedService<MemoryReturn>();
        }

        return builder;
    }
}
