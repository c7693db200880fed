using System.Text;
using MemberHub.Data.Gateways;
using MemberHub.Domain.Payments;
using MemberHub.Platform.Gateways.SbPayment;

namespace MemberHub.Features.Payments;

/// <summary>
/// Where gateways and returning browsers arrive. Neither brings a cookie or an antiforgery token: a notification is believed for its signature
/// only, a returning browser not at all.
/// </summary>
internal static class GatewayEndpoints
{
    public static void MapGateways(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/gateway/{name}/notify", NotifyAsync).AllowAnonymous().DisableAntiforgery();
        routes.MapMethods("/payments/return/{name}", [HttpMethods.Get, HttpMethods.Post], ReturnAsync).AllowAnonymous().DisableAntiforgery();
    }

    private static async Task<IResult> NotifyAsync(string name, HttpContext http, ReceiveNotification receive, CancellationToken cancel)
    {
        if (await ReadBodyAsync(http.Request, cancel) is not { } body)
        {
            await receive.RefuseAsync(name, http.Request.ContentType ?? "", "The body is larger than 64 KiB.", http.Connection.RemoteIpAddress, cancel);
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        var signature = http.Request.Headers.FirstOrDefault(header => header.Key.EndsWith("-Signature", StringComparison.OrdinalIgnoreCase)).Value.ToString();
        var answer = await receive.RunAsync(name, body, http.Request.ContentType ?? "", signature, http.Connection.RemoteIpAddress, cancel);
        if (answer is null)
        {
            return Results.NotFound();
        }

        http.Response.StatusCode = answer.Status;
        http.Response.ContentType = answer.ContentType;
        http.Response.ContentLength = answer.Body.Length;
        await http.Response.Body.WriteAsync(answer.Body, cancel);
        return Results.Empty;
    }

    // A cross-site POST comes without the session's cookie, so it only leads on to a GET, which has it.
    private static async Task<IResult> ReturnAsync(string name, HttpContext http, NoteReturn note, CancellationToken cancel)
    {
        var body = HttpMethods.IsPost(http.Request.Method) ? await ReadBodyAsync(http.Request, cancel) : null;
        var reference = ReturnedReference.Of(http.Request.Query, body);
        if (reference is null)
        {
            return SeeOther(http, "/payments");
        }

        await note.RunAsync(reference, cancel);
        return SeeOther(http, $"/payments/order/{reference}");
    }

    private static IResult SeeOther(HttpContext http, string path)
    {
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = path;
        return Results.Empty;
    }

    private static async Task<byte[]?> ReadBodyAsync(HttpRequest request, CancellationToken cancel)
    {
        using var body = new MemoryStream();
        var buffer = new byte[8 * 1024];
        for (int read; (read = await request.Body.ReadAsync(buffer, cancel)) > 0;)
        {
            if (body.Length + read > GatewayMessage.BodyMaxLength)
            {
                return null;
            }

            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }
}

/// <summary>Finds the order in what a returning browser brings; nothing else of it is read.</summary>
internal static class ReturnedReference
{
    private const string Name = "reference";

    public static string? Of(IQueryCollection query, byte[]? form)
    {
        string?[] found = form is null ? [query[Name]] : [query[Name], InForm(form), SbPaymentGateway.ReturnReference(form)];
        return found.FirstOrDefault(OrderReference.IsOne);
    }

    // References are plain ASCII in every form's encoding.
    private static string? InForm(byte[] form) =>
        Encoding.Latin1.GetString(form).Split('&').FirstOrDefault(field => field.StartsWith($"{Name}=", StringComparison.Ordinal))?[(Name.Length + 1)..];
}
