using MemberHub.Components.Texts;
using MemberHub.Data.DemoData;
using MemberHub.Platform.Jobs;

namespace MemberHub.Features.Notices;

/// <summary>Notices (お知らせ) in the portal and mail to many members (会員配信).</summary>
public static class NoticesFeature
{
    public static void AddNotices(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<NoticeTrail>();
        builder.Services.AddSingleton<OpenNotices>();
        builder.Services.AddSingleton<OpenNotice>();
        builder.Services.AddSingleton<OpenAudienceChoices>();
        builder.Services.AddSingleton<SaveNotice>();
        builder.Services.AddSingleton<EndNotice>();
        builder.Services.AddSingleton<OpenMyNotices>();
        builder.Services.AddSingleton<OpenMyNotice>();
        builder.Services.AddSingleton<MarkNoticesRead>();
        builder.Services.AddSingleton<PreviewBroadcast>();
        builder.Services.AddSingleton<SendBroadcast>();
        builder.Services.AddSingleton<StopBroadcast>();
        builder.Services.AddSingleton<WriteBroadcasts>();
        builder.Services.AddSingleton<OpenFailedMails>();
        builder.Services.AddSingleton<NoteFailedMail>();
        builder.Services.AddSingleton<NoteUnreadableBounce>();
        builder.Services.AddSingleton<TryAddressAgain>();
        builder.Services.AddSingleton<UnsubscribeLinks>();
        builder.Services.AddSingleton<OpenNewsChoice>();
        builder.Services.AddSingleton<ChooseNews>();
        builder.Services.AddSingleton<ChooseNewsByLink>();
        builder.Services.AddSingleton<IDemoStep, DemoOfficeNotices>();
        builder.AddJob<BroadcastJob>(TimeSpan.FromSeconds(3));
        builder.Services.AddTexts<NoticesText>();
    }

    /// <summary>Endpoints beside the pages.</summary>
    public static void MapNotices(this WebApplication app) => UnsubscribeEndpoint.Map(app);
}

/// <summary>The words of notices and broadcasts.</summary>
public sealed class NoticesText;
