using System.Security.Claims;
using MemberHub.Data;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using MemberHub.Papers;
using MemberHub.Platform.Security;

namespace MemberHub.Features.Slips;

/// <summary>試し刷り: a made-up slip with guides and ruler, for setting the society's offsets.</summary>
public sealed class FetchTestPage(MemberHubDatabases databases, SlipTestPaper paper, TimeProvider clock)
{
    /// <summary>Null where the society has no account to print, and for who may not print.</summary>
    public async Task<byte[]?> RunAsync(Actor actor, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.ReviewSlips) && !actor.May(OfficeRight.EditSettings))
        {
            return null;
        }

        await using var database = databases.Open(actor.SocietyId);
        return await database.ReadSlipIssuerAsync(cancel) is { } issuer ? paper.Render(issuer, clock.UtcNow()).Bytes : null;
    }

    internal static async Task<IResult> ServeAsync(ClaimsPrincipal user, FetchTestPage fetch, HttpContext http, CancellationToken cancel)
    {
        http.Response.Headers.CacheControl = "no-store";
        return await fetch.RunAsync(user.ToActor(), cancel) is { } bytes ? Results.Bytes(bytes, "application/pdf") : Results.NotFound();
    }
}
