using MemberHub.Components.Texts;
using MemberHub.Data.DemoData;
using MemberHub.Platform.Jobs;

namespace MemberHub.Features.Billing;

/// <summary>Billing a fiscal year: the dues schedule, the draft, the release, the run, the announcement and the reminders.</summary>
public static class BillingFeature
{
    private static readonly TimeSpan Pulse = TimeSpan.FromSeconds(2);

    public static void AddBilling(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddTexts<BillingText>();
        services.AddSingleton<BillingNotices>();
        services.AddSingleton<BillingMails>();
        services.AddSingleton<DraftBilling>();
        services.AddSingleton<ReleaseBilling>();
        services.AddSingleton<StartBilling>();
        services.AddSingleton<RunBilling>();
        services.AddSingleton<AnnounceBilling>();
        services.AddSingleton<StopAnnouncement>();
        services.AddSingleton<CancelBilling>();
        services.AddSingleton<CloseBilling>();
        services.AddSingleton<UndoBilling>();
        services.AddSingleton<OpenBillings>();
        services.AddSingleton<OpenBillingRun>();
        services.AddSingleton<WatchBilling>();
        services.AddSingleton<OpenDuesSchedule>();
        services.AddSingleton<ChangeDuesSchedule>();
        services.AddSingleton<PreviewReminders>();
        services.AddSingleton<SendReminders>();
        services.AddSingleton<NamePaymentMonth>();
        services.AddSingleton<OpenPaymentMonths>();
        services.AddSingleton<IDemoStep, DemoBilling>();
        builder.AddJob<BillingJob>(Pulse);
    }
}

/// <summary>The words of billing.</summary>
public sealed class BillingText;
