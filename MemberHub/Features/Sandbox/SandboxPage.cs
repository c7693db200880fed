using System.Globalization;
using MemberHub.Components.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace MemberHub.Features.Sandbox;

/// <summary>Answers with a page of its own, which shares nothing with the portal's, in the language that the address or the order asks for.</summary>
internal sealed class SandboxPage<TPage>(string? language, string parameter, object value) : IResult
    where TPage : IComponent
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        if (Languages.Knows(language))
        {
            CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(language!);
        }

        httpContext.Response.Headers.CacheControl = "no-store";
        await new RazorComponentResult<TPage>(new Dictionary<string, object?> { [parameter] = value }).ExecuteAsync(httpContext);
    }
}
