using MemberHub.Domain.Calendar;
using MemberHub.Platform.Gateways;
using MemberHub.Platform.Gateways.Sandbox;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;

namespace MemberHub.Features.Sandbox;

/// <summary>What a portal asks over HTTP, signed: <c>POST /sandbox/api/{create|inquire|cancel|refund}</c>.</summary>
internal static class SandboxApi
{
    private const int BodyMaxBytes = 16 * 1024;

    public static void MapSandboxApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/sandbox/api").AllowAnonymous().WithMetadata(new RequestSizeLimitAttribute(BodyMaxBytes));
        api.MapPost("/create", (HttpContext http, SandboxConnection own, TimeProvider clock, CreatePayment create) => AnswerAsync<GatewayOrder>(http, own, clock, create.RunAsync));
        api.MapPost("/inquire", (HttpContext http, SandboxConnection own, TimeProvider clock, InquirePayment inquire) => AnswerAsync<SandboxQuestion>(http, own, clock, inquire.RunAsync));
        api.MapPost("/cancel", (HttpContext http, SandboxConnection own, TimeProvider clock, CancelPayment cancel) => AnswerAsync<SandboxQuestion>(http, own, clock, cancel.RunAsync));
        api.MapPost("/refund", (HttpContext http, SandboxConnection own, TimeProvider clock, RefundPayment refund) => AnswerAsync<SandboxRefund>(http, own, clock, refund.RunAsync));
    }

    private static async Task<IResult> AnswerAsync<T>(HttpContext http, SandboxConnection own, TimeProvider clock, Func<T, CancellationToken, Task<ApiAnswer>> work)
        where T : class
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        var bytes = body.ToArray();
        if (!SandboxSignature.IsGenuine(http.Request.Headers[SandboxSignature.Header].ToString(), bytes, own.Secret, clock.UtcNow()))
        {
            return ApiAnswer.No("signature", StatusCodes.Status401Unauthorized).ToResult();
        }

        return SandboxMessages.Read<T>(bytes) is { } question
            ? (await work(question, http.RequestAborted)).ToResult()
            : ApiAnswer.No("message", StatusCodes.Status400BadRequest).ToResult();
    }
}
