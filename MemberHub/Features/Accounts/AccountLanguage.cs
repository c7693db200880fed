using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Localization;

namespace MemberHub.Features.Accounts;

/// <summary>Pages speak the language that the signed-in account has chosen, in whatever browser.</summary>
internal sealed class AccountLanguage : RequestCultureProvider
{
    public override async Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext) =>
        (await httpContext.AuthenticateAsync(SessionReader.Scheme)).Principal?.FindFirst(SessionReader.LanguageClaim) is { Value: var language }
            ? new ProviderCultureResult(language)
            : null;
}
