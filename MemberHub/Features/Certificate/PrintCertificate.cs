using System.Security.Claims;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using MemberHub.Papers;
using MemberHub.Platform.Security;
using Microsoft.Net.Http.Headers;

namespace MemberHub.Features.Certificate;

/// <summary>Prints the member's certificate for this year, in the language of the page.</summary>
public sealed class PrintCertificate(OpenCertificate open, CertificatePaper paper, TimeProvider clock)
{
    public const string Address = "/certificate.pdf";

    public async Task<Result<byte[]>> RunAsync(Actor actor, CancellationToken cancel) => await open.RunAsync(actor, cancel) switch
    {
        { Refusal: { } refusal } => refusal,
        { Value.Content: { } content } => paper.Render(content, clock.UtcNow()).Bytes,
        _ => new CertificateNotIssued(),
    };

    internal static async Task<IResult> ServeAsync(ClaimsPrincipal user, PrintCertificate print, HttpContext http, CancellationToken cancel)
    {
        if ((await print.RunAsync(user.ToActor(), cancel)).Value is not { } bytes)
        {
            return Results.NotFound();
        }

        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("inline") { FileName = "certificate.pdf" }.ToString();
        return Results.Bytes(bytes, "application/pdf");
    }
}
