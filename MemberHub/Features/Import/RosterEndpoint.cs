using System.Security.Claims;
using MemberHub.Domain.Members;
using MemberHub.Domain.Societies;
using MemberHub.Platform.Security;
using Microsoft.AspNetCore.Mvc;

namespace MemberHub.Features.Import;

/// <summary>The roster as a download: a form that carries the filter and the reason.</summary>
internal static class RosterEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/office/members/export", ExportAsync).RequireAuthorization(OfficePolicy.Name);

    private static async Task<IResult> ExportAsync(
        [FromForm] string? q, [FromForm] string? category, [FromForm] string? rank, [FromForm] string? standing, [FromForm] string? arrears, [FromForm] string? reason, [FromForm] string? format,
        ClaimsPrincipal user, ExportRoster export, HttpContext http, CancellationToken cancel)
    {
        var filter = MemberFilter.Of(q, category, rank, standing, arrears);
        var exported = await export.RunAsync(user.ToActor(), filter, format == "xlsx" ? RosterFormat.Xlsx : RosterFormat.Csv, reason ?? "", cancel);
        if (exported.Value is not { } file)
        {
            return exported.Refusal switch
            {
                ExportNeedsReason => Results.LocalRedirect($"/office/members?{filter.ToQuery()}{(filter.IsEmpty ? "" : "&")}failed=reason#reason"),
                ProofNeeded => Results.LocalRedirect(Reauthentication.AddressFor(filter.IsEmpty ? "/office/members" : $"/office/members?{filter.ToQuery()}")),
                _ => Results.StatusCode(StatusCodes.Status403Forbidden),
            };
        }

        http.Response.Headers.CacheControl = "no-store";
        return Results.File(file.Bytes, file.ContentType, file.Name);
    }
}
