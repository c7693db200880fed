using MemberHub.Data;
using MemberHub.Domain.Societies;
using MemberHub.Papers;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Settings;

/// <summary>Hands the scanned seals in the database to what prints. A document names its seal by its SHA-256, so whose it is need not be asked.</summary>
internal static class StoredSeals
{
    public static SealPictures Of(MemberHubDatabases databases) => new(sha256 =>
    {
        using var database = databases.OpenAcrossSocieties();
        return database.Set<SealPicture>().AcrossSocieties().Where(picture => picture.Sha256 == sha256).Select(picture => picture.Bytes).FirstOrDefault();
    });
}
