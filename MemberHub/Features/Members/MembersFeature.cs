using FluentValidation;
using MemberHub.Components.Texts;

namespace MemberHub.Features.Members;

/// <summary>The society's members as the office sees them (会員): found, listed, opened.</summary>
public static class MembersFeature
{
    public static void AddMembers(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<OpenMemberList>();
        builder.Services.AddSingleton<OpenMemberRecord>();
        builder.Services.AddSingleton<WaiveCharge>();
        builder.Services.AddSingleton<IValidator<WaiveForm>, WaiveFormValidator>();
        builder.Services.AddSingleton<SaveMemberFilter>();
        builder.Services.AddSingleton<RemoveMemberFilter>();
        builder.Services.AddTexts<MembersText>();
    }
}

/// <summary>The words of the office's member pages.</summary>
public sealed class MembersText;
