using System.Security.Cryptography;
using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Societies;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Documents;

/// <summary>Which of our files a PDF is, byte for byte; <see cref="Document"/> is null when it is none of them.</summary>
public sealed record CheckedDocument(string Sha256, RegisterRow? Document, DocumentFileKind? FileKind);

/// <summary>Says whether a PDF that somebody sends back is as it was issued here. Kept nowhere.</summary>
public sealed class CheckDocument(MemberHubDatabases databases)
{
    /// <summary>More than any document of ours has.</summary>
    public const int MostMegabytes = 20;

    public async Task<Result<CheckedDocument>> RunAsync(Actor actor, Stream? pdf, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.SeeOffice))
        {
            return new NotAllowed();
        }

        if (pdf is null || pdf.Length is 0 or > MostMegabytes * 1024L * 1024L)
        {
            return new NoFileToCheck(MostMegabytes);
        }

        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(pdf, cancel));
        await using var database = databases.Open(actor.SocietyId);
        var found = await (
            from file in database.DocumentFiles
            join document in database.IssuedDocuments on file.DocumentId equals document.Id
            join owner in database.Members on document.MemberId equals (long?)owner.Id into owners
            from member in owners.DefaultIfEmpty()
            where file.Sha256 == hash
            select new
            {
                file.Kind,
                Row = new RegisterRow(document.Number, document.Kind, document.IssuedOn, document.Counterparty, document.Amount, member == null ? "" : member.Number.Digits, document.VoidedUtc != null),
            }).FirstOrDefaultAsync(cancel);
        return new CheckedDocument(hash, found?.Row, found?.Kind);
    }
}
