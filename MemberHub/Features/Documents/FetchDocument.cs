using System.Globalization;
using System.Security.Claims;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Societies;
using MemberHub.Platform.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace MemberHub.Features.Documents;

/// <summary>
/// Hands out the bytes of an issued document: the overprinted ones once it is void, else the original or one of its copies. When the office opens a
/// member's, that is recorded.
/// </summary>
public sealed class FetchDocument(MemberHubDatabases databases, TimeProvider clock)
{
    /// <summary>Null for a number that does not exist and for one that the actor may not see: nobody can tell the two apart.</summary>
    /// <param name="copy">1, 2, 3 … for a copy (再発行), 0 for the original.</param>
    public async Task<DocumentBytes?> RunAsync(Actor actor, string number, int copy, CancellationToken cancel)
    {
        var kind = copy == 0 ? DocumentFileKind.Original : DocumentFileKind.Copy;
        await using var database = databases.Open(actor.SocietyId);
        var found = await (
            from document in database.IssuedDocuments
            join file in database.DocumentFiles on document.Id equals file.DocumentId
            where document.Number == number && (actor.IsStaff || (actor.MemberId != null && document.MemberId == actor.MemberId))
            where document.VoidedUtc == null ? file.Kind == kind && file.Ordinal == copy : file.Kind == DocumentFileKind.Voided
            select new { document.MemberId, Content = new DocumentBytes(file.Bytes, file.Sha256) }).SingleOrDefaultAsync(cancel);
        if (found?.MemberId is { } memberId && memberId != actor.MemberId)
        {
            await database.RecordLooksAsync(actor, [memberId], clock.UtcNow(), cancel);
        }

        return found?.Content;
    }

    internal static async Task<IResult> ServeAsync(string number, string? copy, ClaimsPrincipal user, FetchDocument fetch, HttpContext http, CancellationToken cancel)
    {
        var ordinal = 0;
        if ((copy is not null && !int.TryParse(copy, NumberStyles.None, CultureInfo.InvariantCulture, out ordinal))
            || await fetch.RunAsync(user.ToActor(), number, ordinal, cancel) is not { } document)
        {
            return Results.NotFound();
        }

        http.Response.Headers.CacheControl = "private, no-cache";
        http.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("inline") { FileName = ordinal == 0 ? $"{number}.pdf" : $"{number}-{ordinal}.pdf" }.ToString();
        return Results.Bytes(document.Bytes, "application/pdf", entityTag: new EntityTagHeaderValue($"\"{document.Sha256}\""));
    }
}

/// <summary>A file from the register with its hash.</summary>
public sealed record DocumentBytes(byte[] Bytes, string Sha256);
