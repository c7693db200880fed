using MemberHub.Components.Texts;
using MemberHub.Data.DemoData;

namespace MemberHub.Features.Benefits;

/// <summary>What members get (会員特典): the journal, the guidelines. Shown only to those whom the society's rule names, and each look is kept.</summary>
public static class BenefitsFeature
{
    public static void AddBenefits(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<BenefitSecrets>();
        builder.Services.AddSingleton<OpenBenefits>();
        builder.Services.AddSingleton<ViewBenefits>();
        builder.Services.AddSingleton<ListBenefits>();
        builder.Services.AddSingleton<OpenBenefit>();
        builder.Services.AddSingleton<SaveBenefit>();
        builder.Services.AddSingleton<MoveBenefit>();
        builder.Services.AddSingleton<EndBenefit>();
        builder.Services.AddSingleton<ResumeBenefit>();
        builder.Services.AddSingleton<IDemoStep, DemoBenefits>();
        builder.Services.AddTexts<BenefitsText>();
    }
}

/// <summary>The words of the benefits.</summary>
public sealed class BenefitsText;
