using MemberHub.Platform.Gateways.Sandbox;

namespace MemberHub.Features.Sandbox;

/// <summary>What the portal is answered: a message, or a no with its code.</summary>
public sealed record ApiAnswer(int Status, byte[] Body)
{
    public static ApiAnswer Yes<T>(T message) => new(StatusCodes.Status200OK, SandboxMessages.Write(message));

    public static ApiAnswer No(string code, int status = StatusCodes.Status422UnprocessableEntity) => new(status, SandboxMessages.Write(new SandboxFault(code)));

    internal IResult ToResult() => new Written(this);

    private sealed class Written(ApiAnswer answer) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = answer.Status;
            httpContext.Response.ContentType = "application/json";
            httpContext.Response.ContentLength = answer.Body.Length;
            return httpContext.Response.Body.WriteAsync(answer.Body, httpContext.RequestAborted).AsTask();
        }
    }
}
