using MemberHub.Components.Texts;
using MemberHub.Data.DemoData;

namespace MemberHub.Features.Support;

/// <summary>Help (ヘルプ): questions and answers, manuals, and what members ask of the office (お問い合わせ).</summary>
public static class SupportFeature
{
    public static void AddSupport(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<PortalSociety>();
        services.AddSingleton<HelpFacts>();
        services.AddSingleton<OpenHelp>();
        services.AddSingleton<FetchManual>();
        services.AddSingleton<TicketMails>();
        services.AddSingleton<NewTickets>();
        services.AddSingleton<OpenContact>();
        services.AddSingleton<AskOffice>();
        services.AddSingleton<RequestDoor>();
        services.AddSingleton<AskAnonymously>();
        services.AddSingleton<OpenMyTicket>();
        services.AddSingleton<AddToTicket>();
        services.AddOffice();
        services.AddTexts<SupportText>();
        services.AddSingleton<IDemoStep, DemoTickets>();
    }

    /// <summary>The manuals as files.</summary>
    public static void MapSupport(this IEndpointRouteBuilder routes) => routes.MapGet(FetchManual.Pattern, FetchManual.ServeAsync).AllowAnonymous();

    private static void AddOffice(this IServiceCollection services)
    {
        services.AddSingleton<TicketDesk>();
        services.AddSingleton<OpenTickets>();
        services.AddSingleton<OpenTicket>();
        services.AddSingleton<AnswerTicket>();
        services.AddSingleton<CloseTicket>();
        services.AddSingleton<NameMember>();
        services.AddSingleton<SetMemberEmail>();
        services.AddSingleton<RemoveFirstAffiliation>();
        services.AddSingleton<SendLoginId>();
        services.AddScoped<Office.TicketActions>();
    }
}

/// <summary>The words of help and of tickets.</summary>
public sealed class SupportText;
