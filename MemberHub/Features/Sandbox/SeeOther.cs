using MemberHub.Components.Texts;

namespace MemberHub.Features.Sandbox;

/// <summary>Sends a browser on after a form: 303, so that it reads the next page.</summary>
internal static class SeeOther
{
    public static IResult To(string path, string? lang, string query = "", string fragment = "")
    {
        string[] parts = [.. Languages.Knows(lang) ? [$"lang={lang}"] : Array.Empty<string>(), .. query.Length > 0 ? [query] : Array.Empty<string>()];
        return new Answer(path + (parts.Length > 0 ? $"?{string.Join('&', parts)}" : "") + (fragment.Length > 0 ? $"#{fragment}" : ""));
    }

    private sealed class Answer(string location) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = location;
            return Task.CompletedTask;
        }
    }
}
