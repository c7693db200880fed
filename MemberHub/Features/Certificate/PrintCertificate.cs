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

    /// <summary>The same paper, for the office on a member's behalf.</summary>
    public const string OfficeAddress = "/office/members/{number}/certificate.pdf";

    public async Task<Result<byte[]>> RunAsync(Actor actor, CancellationToken cancel) => await open.RunAsync(actor, cancel) switch
    {
        { Refusal: { } refusal } => refusal,
        { Value.Content: { } content } => paper.Render(content, clock.UtcNow()).Bytes,
        _ => new CertificateNotIssued(),
    };

    internal static Task<IResult> ServeAsync(ClaimsPrincipal user, PrintCertificate print, HttpContext http, CancellationToken cancel) =>
        ServeAsync(user.ToActor(), print, http, cancel);

    internal static Task<IResult> ServeOnBehalfAsync(string number, ClaimsPrincipal user, PrintCertificate print, HttpContext http, CancellationToken cancel) =>
        ServeAsync(user.ToActor() with { OnBehalfOf = number }, print, http, cancel);

    private static async Task<IResult> ServeAsync(Actor actor, PrintCertificate print, HttpContext http, CancellationToken cancel)
    {
        if ((await print.RunAsync(actor, cancel)).Value is not { } bytes)
        {
            return Results.NotFound();
        }

        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("inline") { FileName = "certificate.pdf" }.ToString();
        return Results.Bytes(bytes, "application/pdf");
    }
}
