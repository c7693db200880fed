using System.Globalization;
using System.Security.Claims;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using MemberHub.Papers;
using MemberHub.Platform.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace MemberHub.Features.Slips;

/// <summary>The papers of a pile.</summary>
public enum PilePart
{
    /// <summary>The overprint on the official forms.</summary>
    Slips,

    /// <summary>宛名ラベル.</summary>
    Labels,

    /// <summary>送付状.</summary>
    Letters,
}

/// <summary>
/// Prints the papers of a pile, as often as they are asked for: addresses and amounts as they were approved, in the pile's order. However many
/// they are, they leave page by page. That they were fetched stands in the audit trail before the first byte leaves.
/// </summary>
public sealed class FetchPile(MemberHubDatabases databases, SlipPaper slips, AddressLabels labels, SlipLetter letters, TimeProvider clock)
{
    /// <summary>How many slips are read at a time; two such batches are in memory at most.</summary>
    public const int BatchSize = 100;

    /// <summary>
    /// The pile's writer, to be called once with the stream it goes to. Null for a pile that does not exist and for who may not see it: nobody
    /// can tell the two apart.
    /// </summary>
    /// <param name="used">How many labels of the first sheet are gone.</param>
    public async Task<Func<Stream, CancellationToken, Task>?> RunAsync(Actor actor, long pile, PilePart part, int used, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.ReviewSlips))
        {
            return null;
        }

        await using var database = databases.Open(actor.SocietyId);
        var run = await database.JobRuns.Where(item => item.Id == pile && item.Kind == SlipPile.JobKind && item.FinishedUtc != null)
            .Select(item => new { item.Parameters, item.StartedUtc }).SingleOrDefaultAsync(cancel);
        if (run is null || await database.ReadSlipIssuerAsync(cancel) is not { } issuer)
        {
            return null;
        }

        var name = pile.ToString(CultureInfo.InvariantCulture);
        var ids = await database.ReadPrintableAsync(name, ReadableJson.Read<SlipPile>(run.Parameters).OrderIds, cancel);
        database.Record(actor, clock.UtcNow(), nameof(FetchPile), null, new { Pile = pile, Part = part.ToString(), ids.Count });
        await database.SaveChangesAsync(cancel);
        return (stream, stop) =>
        {
            var contents = databases.ReadSlipContentsAsync(actor.SocietyId, name, ids, stop);
            return part switch
            {
                PilePart.Slips => slips.WriteAsync(contents, issuer, run.StartedUtc, stream, stop),
                PilePart.Labels => labels.WriteAsync(
                    contents.Select(content => content.To), issuer.Printing.Labels, issuer.Issuer.Name, run.StartedUtc, used, stream, stop),
                _ => letters.WriteAsync(contents, issuer, JapanTime.DateOf(run.StartedUtc), run.StartedUtc, stream, stop),
            };
        };
    }

    internal static async Task<IResult> ServeAsync(long pile, string part, int? used, ClaimsPrincipal user, FetchPile fetch, HttpContext http, CancellationToken cancel)
    {
        if (!Enum.TryParse<PilePart>(part, ignoreCase: true, out var known) || !Enum.IsDefined(known)
            || await fetch.RunAsync(user.ToActor(), pile, known, used ?? 0, cancel) is not { } write)
        {
            return Results.NotFound();
        }

        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("inline") { FileName = $"{part.ToLowerInvariant()}-{pile}.pdf" }.ToString();
        return Results.Stream(stream => write(stream, cancel), "application/pdf");
    }
}
