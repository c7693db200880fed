using FluentValidation;
using MemberHub.Components.Texts;
using MemberHub.Data.DemoData;

namespace MemberHub.Features.Profile;

/// <summary>基本情報: a member corrects the own data.</summary>
public static class ProfileFeature
{
    public static void AddProfile(this WebApplicationBuilder builder)
    {
        builder.Services.AddTexts<ProfileText>();
        builder.Services.AddSingleton<IValidator<ProfileForm>, ProfileFormValidator>();
        builder.Services.AddSingleton<LoadProfile>();
        builder.Services.AddSingleton<SaveProfile>();
        builder.Services.AddSingleton<OpenMemberProfile>();
        builder.Services.AddSingleton<SaveMemberProfile>();
        builder.Services.AddSingleton<ListProfileReviews>();
        builder.Services.AddSingleton<ReviewProfileChanges>();
        builder.Services.AddSingleton<KeepProfileDraft>();
        builder.Services.AddSingleton<DiscardProfileDraft>();
        builder.Services.AddSingleton<IDemoStep, DemoProfileChanges>();
    }
}
