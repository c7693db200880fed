using MemberHub.Components.Texts;
using MemberHub.Platform.Commands;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MemberHub.Features.Ledger;

public static class LedgerFeature
{
    /// <summary>The command verify-ledger.</summary>
    public static void AddLedger(this WebApplicationBuilder builder)
    {
        builder.Services.AddTexts<LedgerText>();
        builder.Services.AddSingleton<VerifyLedger>();
        builder.Services.TryAddSingleton(Terminal.Console);
        builder.Services.AddSingleton<IVerb, VerifyLedgerCommand>();
    }
}
