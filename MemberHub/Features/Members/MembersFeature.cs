using FluentValidation;
using MemberHub.Components.Texts;
using MemberHub.Data.DemoData;
using MemberHub.Platform.Jobs;
using MemberHub.Platform.Security;

namespace MemberHub.Features.Members;

/// <summary>The society's members as the office sees them (会員): found, listed, opened.</summary>
public static class MembersFeature
{
    // A year begins once a year; an hour later is soon enough.
    private static readonly TimeSpan ChangesPulse = TimeSpan.FromHours(1);

    public static void AddMembers(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<OpenMemberList>();
        builder.Services.AddSingleton<OpenMemberRecord>();
        builder.Services.AddSingleton<WaiveCharge>();
        builder.Services.AddSingleton<ChargeMails>();
        builder.Services.AddSingleton<RaiseCharge>();
        builder.Services.AddSingleton<IncreaseCharge>();
        builder.Services.AddSingleton<CorrectJoining>();
        builder.Services.AddSingleton<IValidator<RaiseForm>, RaiseFormValidator>();
        builder.Services.AddSingleton<IValidator<IncreaseForm>, IncreaseFormValidator>();
        builder.Services.AddSingleton<IValidator<JoinedForm>, JoinedFormValidator>();
        builder.Services.AddSingleton<OpenOfficeFields>();
        builder.Services.AddSingleton<ClassifyMember>();
        builder.Services.AddSingleton<GrantLeave>();
        builder.Services.AddSingleton<ShortenLeave>();
        builder.Services.AddSingleton<EndMembership>();
        builder.Services.AddSingleton<RestoreMembership>();
        builder.Services.AddSingleton<SetDelivery>();
        builder.Services.AddSingleton<ListMember>();
        builder.Services.AddSingleton<AddMember>();
        builder.Services.AddSingleton<ApplyMemberChanges>();
        builder.Services.AddSingleton<IValidator<ClassifyForm>, ClassifyFormValidator>();
        builder.Services.AddSingleton<IValidator<LeaveForm>, LeaveFormValidator>();
        builder.Services.AddSingleton<IValidator<ShortenLeaveForm>, ShortenLeaveFormValidator>();
        builder.Services.AddSingleton<IValidator<EndForm>, EndFormValidator>();
        builder.Services.AddSingleton<IValidator<RestoreForm>, RestoreFormValidator>();
        builder.Services.AddSingleton<IValidator<DeliveryForm>, DeliveryFormValidator>();
        builder.Services.AddSingleton<IValidator<ListingForm>, ListingFormValidator>();
        builder.Services.AddSingleton<IValidator<AddMemberForm>, AddMemberFormValidator>();
        builder.AddJob<ApplyMemberChangesJob>(ChangesPulse);
        builder.Services.AddSingleton<OpenMailingList>();
        builder.Services.AddSingleton<ExportMailingList>();
        builder.Services.AddSingleton<IDemoStep, DemoExport>();
        builder.Services.AddSingleton<IDemoStep, DemoUnlisted>();
        builder.Services.AddSingleton<PrintLabels>();
        builder.Services.AddSingleton<FindDuplicates>();
        builder.Services.AddSingleton<KeepApart>();
        builder.Services.AddSingleton<OpenMerge>();
        builder.Services.AddSingleton<MergeMembers>();
        builder.Services.AddSingleton<IValidator<WaiveForm>, WaiveFormValidator>();
        builder.Services.AddSingleton<SaveMemberFilter>();
        builder.Services.AddSingleton<RemoveMemberFilter>();
        builder.Services.AddTexts<MembersText>();
    }

    public static void MapMembers(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/office/members/mailing-list", ExportMailingList.ServeAsync).RequireAuthorization(OfficePolicy.Name);
        routes.MapPost("/office/members/mailing-list/labels", PrintLabels.ServeJournalAsync).RequireAuthorization(OfficePolicy.Name);
        routes.MapPost("/office/members/labels", PrintLabels.ServeFoundAsync).RequireAuthorization(OfficePolicy.Name);
    }
}

/// <summary>The words of the office's member pages.</summary>
public sealed class MembersText;
