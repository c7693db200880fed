using System.Security.Cryptography;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;
using MemberHub.Platform.Pdf;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Settings;

/// <summary>The file is no picture that can be printed, or too large.</summary>
public sealed record NotASeal(int Kilobytes, int Pixels) : Refusal;

/// <summary>Takes a scan of the seal and prints it from now on. What was issued before keeps its own.</summary>
public sealed class ChangeSeal(MemberHubDatabases databases, TimeProvider clock)
{
    public const int MostKilobytes = 500;

    /// <summary>Of a side: at 22 mm more than a printer can show.</summary>
    public const int MostPixels = 1_200;

    /// <param name="shown">The SHA-256 of the scan that the page had shown; empty for none.</param>
    public async Task<Result<Done>> RunAsync(Actor actor, string shown, byte[] file, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.EditSettings))
        {
            return new NotAllowed();
        }

        if (!IsPrintable(file))
        {
            return new NotASeal(MostKilobytes, MostPixels);
        }

        var sha256 = Convert.ToHexStringLower(SHA256.HashData(file));
        await using var database = databases.Open(actor.SocietyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        await database.LockSettingsAsync(cancel);
        var society = await database.Societies.SingleAsync(item => item.Id == actor.SocietyId, cancel);
        var (settings, before) = (society.Settings, society.Settings.Issuer.Seal);
        if (before.Picture != shown)
        {
            return new SettingsMoved(await database.LatestChangeAsync(entry => entry.Action == nameof(ChangeSeal), cancel));
        }

        var after = before with { Shape = SealShape.Picture, Picture = sha256 };
        if (after == before)
        {
            return new SettingsUnchanged();
        }

        if (!await database.Set<SealPicture>().AnyAsync(picture => picture.Sha256 == sha256, cancel))
        {
            database.Add(new SealPicture(sha256, file, clock.UtcNow()));
        }

        society.Change(settings with { Issuer = settings.Issuer with { Seal = after } });
        database.Record(actor, clock.UtcNow(), nameof(ChangeSeal), null, new { Before = before, After = after, Bytes = file.Length });
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return Done.It;
    }

    // The content decides, not the name: what the printer of papers cannot read is refused here.
    private static bool IsPrintable(byte[] file)
    {
        try
        {
            return file.Length <= MostKilobytes << 10 && PdfImage.Read(file) is { Width: <= MostPixels, Height: <= MostPixels };
        }
        catch (Exception broken) when (broken is InvalidDataException or ArgumentException or OverflowException or OutOfMemoryException)
        {
            return false;
        }
    }
}
