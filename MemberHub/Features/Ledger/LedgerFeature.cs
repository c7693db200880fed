using MemberHub.Components.Texts;
using MemberHub.Platform.Commands;
using MemberHub.Platform.Jobs;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MemberHub.Features.Ledger;

public static class LedgerFeature
{
    private static readonly TimeSpan CheckPulse = TimeSpan.FromMinutes(10);

    /// <summary>The command verify-ledger, and the nightly check.</summary>
    public static void AddLedger(this WebApplicationBuilder builder)
    {
        builder.Services.AddTexts<LedgerText>();
        builder.Services.AddSingleton<VerifyLedger>();
        builder.Services.AddSingleton<CheckLedger>();
        builder.AddJob<CheckLedgerJob>(CheckPulse);
        builder.Services.TryAddSingleton(Terminal.Console);
        builder.Services.AddSingleton<IVerb, VerifyLedgerCommand>();
    }
}
