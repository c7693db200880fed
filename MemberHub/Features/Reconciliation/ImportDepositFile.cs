using System.Security.Cryptography;
using MemberHub.Data;
using MemberHub.Data.Audit;
using MemberHub.Domain;
using MemberHub.Domain.Calendar;
using MemberHub.Domain.Reconciliation;
using MemberHub.Domain.Societies;
using MemberHub.Platform.Files.Deposits;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Reconciliation;

/// <summary>What a file brought.</summary>
/// <param name="Added">New deposits, 速報 included.</param>
/// <param name="Outgoing">出金の行: left out.</param>
/// <param name="TakenBack">取消・訂正 that ended a deposit or became a matter for the office.</param>
/// <param name="Total">The sum of what has arrived, without 速報.</param>
public sealed record ImportedDeposits(long FileId, int Lines, int Added, int Known, int Outgoing, int Announced, int TakenBack, Yen Total)
{
    /// <summary>How many deposits have arrived by it, 確報 of what was announced before included.</summary>
    public int Arrived { get; init; }

    /// <summary>How many of the new deposits equal one of another file and have no 照会番号: each may be that one again.</summary>
    public int Repeated { get; init; }

    /// <summary>Lines without 照会番号 that were taken for those of another file without a proof; a person should know them.</summary>
    public IReadOnlyList<SkippedLine> Skipped { get; init; } = [];
}

/// <summary>A line that became no deposit because another file seems to have brought it.</summary>
/// <param name="Row">The record of the file, counted from 1.</param>
public sealed record SkippedLine(int Row, DateOnly Day, Yen Amount, string Payer);

/// <summary>
/// Takes in a bank's or an agent's file (入金の取り込み): all of it or nothing. The same file twice changes nothing, and neither does the same line in
/// two files. An equal line without 照会番号 that may be a second transfer becomes a deposit that is never certain.
/// </summary>
public sealed class ImportDepositFile(MemberHubDatabases databases, DepositHistory history, TimeProvider clock)
{
    public const int MaxMegabytes = 10;

    public async Task<Result<ImportedDeposits>> RunAsync(Actor actor, string name, byte[] bytes, CancellationToken cancel)
    {
        if (!actor.May(OfficeRight.RecordMoney))
        {
            return new NotAllowed();
        }

        if (bytes.Length > MaxMegabytes << 20)
        {
            return new FileTooLarge(MaxMegabytes);
        }

        var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (await KnownAsync(actor, sha256, cancel) is { } known)
        {
            return Refused(known);
        }

        var read = ZenginFile.LooksLikeOne(bytes) ? ZenginFile.Read(bytes, clock.Today()) : AgentCsvFile.Read(bytes);
        if (!read.Succeeded)
        {
            return Refused(read.Refusal);
        }

        try
        {
            await using var database = databases.Open(actor.SocietyId);
            await using var transaction = await database.Database.BeginTransactionAsync(cancel);
            var intake = new DepositIntake(database, actor, clock.UtcNow());
            var imported = await intake.TakeAsync(name, sha256, read.Value, cancel);
            database.Record(actor, clock.UtcNow(), nameof(ImportDepositFile), null, new { File = name, Sha256 = sha256, imported.Lines, imported.Added, imported.Known, imported.Repeated, Skipped = imported.Skipped.Count, Total = imported.Total.Value });
            await database.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
            return imported;
        }
        catch (DbUpdateException error) when (error is DbUpdateConcurrencyException || error.IsUniqueViolation())
        {
            // A colleague took the same lines in at the same moment.
            return Refused(await KnownAsync(actor, sha256, cancel) ?? new FileKnown(name, "", ""));
        }
    }

    private static Result<ImportedDeposits> Refused(Refusal refusal) => refusal;

    private async Task<Refusal?> KnownAsync(Actor actor, string sha256, CancellationToken cancel)
    {
        await using var database = databases.Open(actor.SocietyId);
        var file = await database.DepositFiles.AsNoTracking().SingleOrDefaultAsync(item => item.Sha256 == sha256, cancel);
        return file is null ? null : new FileKnown(file.Name, await history.NameAsync(database, file.AccountId, cancel), DepositHistory.Moment(file.ImportedUtc));
    }
}
