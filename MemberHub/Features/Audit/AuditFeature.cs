using MemberHub.Components.Texts;
using MemberHub.Platform.Commands;
using MemberHub.Platform.Jobs;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MemberHub.Features.Audit;

/// <summary>The audit trail (記録簿): its chain, its page and the commands verify-audit and erase-audit.</summary>
public static class AuditFeature
{
    // A line is chained within five seconds.
    private static readonly TimeSpan Pulse = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ErasingPulse = TimeSpan.FromHours(6);

    public static WebApplicationBuilder AddAudit(this WebApplicationBuilder builder)
    {
        builder.Services.AddTexts<AuditText>();
        builder.Services.AddSingleton<SealAudit>();
        builder.Services.AddSingleton<VerifyAudit>();
        builder.Services.AddSingleton<EraseAuditValues>();
        builder.Services.AddSingleton<OpenAudit>();
        builder.Services.AddSingleton<AuditWords>();
        builder.Services.TryAddSingleton(Terminal.Console);
        builder.Services.AddSingleton<IVerb, VerifyAuditCommand>();
        builder.Services.AddSingleton<IVerb, EraseAuditCommand>();
        builder.AddJob<SealAuditJob>(Pulse);
        builder.AddJob<EraseAuditJob>(ErasingPulse);
        return builder;
    }
}
