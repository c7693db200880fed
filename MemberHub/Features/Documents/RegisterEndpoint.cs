using System.Security.Claims;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using MemberHub.Platform.Security;
using Microsoft.AspNetCore.Mvc;

namespace MemberHub.Features.Documents;

/// <summary>The register's archive as a download.</summary>
internal static class RegisterEndpoint
{
    public static void MapRegister(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/office/documents/export", ExportAsync).RequireAuthorization(OfficePolicy.Name);

    private static async Task<IResult> ExportAsync(
        [FromForm] RegisterForm? search, [FromForm] string? reason, ClaimsPrincipal user, ExportRegister export, TimeProvider clock, HttpContext http, CancellationToken cancel)
    {
        var form = search ?? new RegisterForm();
        var exported = await export.RunAsync(user.ToActor(), form, reason ?? "", cancel);
        if (exported.Value is not { } write)
        {
            return exported.Refusal switch
            {
                ExportReasonMissing => Results.LocalRedirect("/office/documents" + QueryOf(form, "reason")),
                ProofNeeded => Results.LocalRedirect(Reauthentication.AddressFor("/office/documents" + QueryOf(form, failed: null))),
                _ => Results.StatusCode(StatusCodes.Status403Forbidden),
            };
        }

        http.Response.Headers.CacheControl = "no-store";
        return Results.Stream(stream => write(stream, cancel), "application/zip", $"documents-{clock.Today():yyyyMMdd}.zip");
    }

    private static QueryString QueryOf(RegisterForm form, string? failed) => QueryString.Create(new Dictionary<string, string?>
    {
        ["from"] = form.From,
        ["to"] = form.To,
        ["least"] = form.Least,
        ["most"] = form.Most,
        ["counterparty"] = form.Counterparty,
        ["kind"] = form.Kind,
        ["failed"] = failed,
    }.Where(item => item.Value is not null));
}
