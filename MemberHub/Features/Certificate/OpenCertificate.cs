using MemberHub.Components.Texts;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Register;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using MemberHub.Papers;
using MemberHub.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Certificate;

/// <summary>A member's certificate for this year.</summary>
/// <param name="Content">What the card says; null until it is issued.</param>
/// <param name="Picture">The QR code of <paramref name="Address"/>.</param>
/// <param name="Address">Where anybody checks it.</param>
public sealed record CertificateView(FiscalYear Year, CertificateContent? Content, QrPicture? Picture, string Address);

/// <summary>Reads the certificate of the member whose matter it is in the language of the page; nothing is issued by looking.</summary>
public sealed class OpenCertificate(MemberHubDatabases databases, CertificateTokens tokens, TimeProvider clock)
{
    public async Task<Result<CertificateView>> RunAsync(Actor actor, CancellationToken cancel)
    {
        await using var database = databases.Open(actor.SocietyId);
        if (await database.MemberOfAsync(actor, OfficeRight.IssueDocuments, cancel) is not { } memberId)
        {
            return new NotAllowed();
        }

        await database.RecordLookOnBehalfAsync(actor, memberId, clock.UtcNow(), cancel);
        var standing = await database.ReadStandingAsync(memberId, clock.Today(), cancel);
        if (standing.Refusal() is { } refusal)
        {
            return refusal;
        }

        // A card whose token cannot be read any more is issued anew.
        if (await database.LiveCertificateAsync(memberId, standing.Year, cancel) is not { } live || tokens.AddressOf(live) is not { } address)
        {
            return new CertificateView(standing.Year, null, null, "");
        }

        var english = Languages.Current == "en";
        var card = await (
            from member in database.Members
            join society in database.Societies on member.SocietyId equals society.Id
            join category in database.MemberCategories on member.CategoryId equals category.Id
            join held in database.Ranks on member.RankId equals held.Id into ranks
            from rank in ranks.DefaultIfEmpty()
            where member.Id == memberId
            select new
            {
                society.NameJa,
                society.NameEn,
                member.Person.Name,
                member.Number,
                member.JoinedOn,
                Category = english ? category.NameEn : category.NameJa,
                Rank = rank == null ? "" : english ? rank.NameEn : rank.NameJa,
            }).SingleAsync(cancel);
        var picture = QrPicture.Of(address);
        var content = new CertificateContent
        {
            InEnglish = english,
            SocietyJa = card.NameJa,
            SocietyEn = card.NameEn,
            Name = card.Name,
            MemberNumber = card.Number.Digits,
            Category = card.Category,
            Rank = card.Rank,
            JoinedOn = card.JoinedOn,
            ValidThrough = standing.Membership.LastDay(live.ValidThrough),
            IssuedOn = JapanTime.DateOf(live.IssuedUtc),
            Issuer = standing.Settings.Issuer,
            PictureSize = picture.Size,
            Picture = picture.Runs,
        };
        return new CertificateView(standing.Year, content, picture, address);
    }
}
