using System.Security.Claims;
using MemberHub.Data;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Societies;
using MemberHub.Platform.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace MemberHub.Features.Documents;

/// <summary>Hands out the bytes of an issued document: the overprinted copy once it is void, else the original.</summary>
public sealed class FetchDocument(MemberHubDatabases databases)
{
    /// <summary>Null for a number that does not exist and for one that the actor may not see: nobody can tell the two apart.</summary>
    public async Task<DocumentBytes?> RunAsync(Actor actor, string number, CancellationToken cancel)
    {
        await using var database = databases.Open(actor.SocietyId);
        return await (
            from document in database.IssuedDocuments
            join file in database.DocumentFiles on document.Id equals file.DocumentId
            where document.Number == number && (actor.IsStaff || document.MemberId == actor.MemberId)
            where file.Kind == (document.VoidedUtc == null ? DocumentFileKind.Original : DocumentFileKind.Voided)
            select new DocumentBytes(file.Bytes, file.Sha256)).SingleOrDefaultAsync(cancel);
    }

    internal static async Task<IResult> ServeAsync(string number, ClaimsPrincipal user, FetchDocument fetch, HttpContext http, CancellationToken cancel)
    {
        if (await fetch.RunAsync(user.ToActor(), number, cancel) is not { } document)
        {
            return Results.NotFound();
        }

        http.Response.Headers.CacheControl = "private, no-cache";
        http.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("inline") { FileName = $"{number}.pdf" }.ToString();
        return Results.Bytes(document.Bytes, "application/pdf", entityTag: new EntityTagHeaderValue($"\"{document.Sha256}\""));
    }
}

/// <summary>A file from the register with its hash.</summary>
public sealed record DocumentBytes(byte[] Bytes, string Sha256);
