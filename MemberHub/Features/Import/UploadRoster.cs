using System.Security.Cryptography;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Data.Imports;
using MemberHub.Data.Jobs;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Import;

/// <summary>A file as it was uploaded.</summary>
public sealed record UploadedFile(string Name, byte[] Bytes);

/// <summary>Takes a roster, a dues history or both in for checking (名簿の取り込みの確認). Nothing is changed by it.</summary>
public sealed class UploadRoster(MemberHubDatabases databases, TimeProvider clock)
{
    /// <summary>Per file; about 60,000 members or 500,000 charges.</summary>
    public const int MaxMegabytes = 20;

    /// <summary>The number of the import, whose page tells what was found.</summary>
    public async Task<Result<long>> RunAsync(Actor actor, UploadedFile? roster, UploadedFile? dues, CancellationToken cancel)
    {
        if (!actor.MayImport() || !actor.MayImport(roster is not null, dues is not null))
        {
            return new NotAllowed();
        }

        if (roster is null && dues is null)
        {
            return new NothingUploaded();
        }

        if (Math.Max(roster?.Bytes.Length ?? 0, dues?.Bytes.Length ?? 0) > MaxMegabytes << 20)
        {
            return new UploadTooLarge(MaxMegabytes);
        }

        await using var database = databases.Open(actor.SocietyId);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        var import = new RosterImport
        {
            AccountId = actor.AccountId,
            RosterName = Short(roster),
            Roster = roster?.Bytes,
            DuesName = Short(dues),
            Dues = dues?.Bytes,
            Digest = DigestOf(roster?.Bytes, dues?.Bytes),
            UploadedUtc = clock.UtcNow(),
        };
        database.Add(import);
        await database.SaveChangesAsync(cancel);
        database.Add(new JobRun { Kind = RosterImports.Check, Parameters = RosterImports.ParametersOf(import.Id), StartedUtc = clock.UtcNow() });
        database.Record(actor, clock.UtcNow(), nameof(UploadRoster), null, new { import.RosterName, import.DuesName, Sha256 = import.Digest });
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return import.Id;
    }

    /// <summary>Of what each file says, and of which of the two it is.</summary>
    internal static string DigestOf(byte[]? roster, byte[]? dues) =>
        Convert.ToHexStringLower(SHA256.HashData([.. SHA256.HashData(roster ?? []), .. SHA256.HashData(dues ?? [])]));

    private static string Short(UploadedFile? file) => file is null ? "" : file.Name.Length <= RosterImport.NameMaxLength ? file.Name : file.Name[^RosterImport.NameMaxLength..];
}

public sealed record NothingUploaded : Refusal;

public sealed record UploadTooLarge(int Megabytes) : Refusal;
