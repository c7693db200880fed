using MemberHub.Components.Texts;
using MemberHub.Data.DemoData;
using MemberHub.Features.Slips.Office;
using MemberHub.Platform.Jobs;
using MemberHub.Platform.Security;

namespace MemberHub.Features.Slips;

/// <summary>Payment slips (払込取扱票) in the office: reviewed, printed over the official form, sent, and sent again.</summary>
public static class SlipsFeature
{
    // Who has pressed the button looks at the bar.
    private static readonly TimeSpan PilePulse = TimeSpan.FromSeconds(2);

    public static void AddSlips(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddTexts<SlipsText>();
        services.AddSingleton<ListSlips>();
        services.AddSingleton<OpenSlip>();
        services.AddSingleton<ApproveSlips>();
        services.AddSingleton<RejectSlips>();
        services.AddSingleton<PrintSlips>();
        services.AddSingleton<MarkSlipsSent>();
        services.AddSingleton<ReturnSlip>();
        services.AddSingleton<ReprintSlips>();
        services.AddSingleton<StopPile>();
        services.AddSingleton<FillPile>();
        services.AddSingleton<FillPiles>();
        services.AddSingleton<ChooseSlips>();
        services.AddSingleton<FetchPile>();
        services.AddSingleton<FetchTestPage>();
        services.AddSingleton<SlipSteps>();
        services.AddSingleton<SlipMails>();
        services.AddSingleton<SlipActions>();
        services.AddSingleton<SlipsReading>();
        services.AddSingleton<IDemoStep, DemoSlips>();
        builder.AddJob<FillPilesJob>(PilePulse);
    }

    public static void MapSlips(this IEndpointRouteBuilder routes)
    {
        var slips = routes.MapGroup("/office/slips").RequireAuthorization(OfficePolicy.Name);
        slips.MapGet("/piles/{pile:long}/{part}.pdf", FetchPile.ServeAsync);
        slips.MapGet("/test.pdf", FetchTestPage.ServeAsync);
    }
}

/// <summary>The words of the office's slips.</summary>
public sealed class SlipsText;
