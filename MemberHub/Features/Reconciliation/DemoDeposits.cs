using System.Globalization;
using MemberHub.Data;
using MemberHub.Data.DemoData;
using MemberHub.Data.Queries;
using MemberHub.Domain;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Reconciliation;

/// <summary>The demo society's bank reports yesterday's transfers: certain ones, doubtful ones, one short by the fee, one of a stranger.</summary>
internal sealed class DemoDeposits(MemberHubDatabases databases) : IDemoStep
{
    private const int Certain = 8;
    private const int Fee = 440;

    public async Task AddAsync(DemoOffice office, CancellationToken cancel)
    {
        List<DemoTransfer> transfers = [];
        for (var i = 0; i < Certain && office.NextDebtor() is { } debtor; i++)
        {
            transfers.Add(new DemoTransfer($"{debtor.Number.Digits} {debtor.Kana}", await ClaimAsync(office, debtor, cancel)));
        }

        if (office.NextDebtor() is { } one && office.NextDebtor() is { } other && office.NextDebtor() is { } shortByFee && office.NextDebtor() is { } half)
        {
            transfers.Add(new DemoTransfer($"{one.Number.Digits} {other.Number.Digits}", await ClaimAsync(office, one, cancel) + await ClaimAsync(office, other, cancel)));
            transfers.Add(new DemoTransfer($"{shortByFee.Number.Digits} {shortByFee.Kana}", await ClaimAsync(office, shortByFee, cancel) - new Yen(Fee)));
            transfers.Add(new DemoTransfer(half.Kana, new Yen(5_000)));
        }

        transfers.Add(new DemoTransfer("ミズノタニ ソウゴ", new Yen(8_000)));
        var yesterday = office.Today.AddDays(-1);
        await office.Make<ImportDepositFile>().RunAsync(
            office.As(StaffRole.Accountant), string.Create(CultureInfo.InvariantCulture, $"furikomi-{yesterday:yyyyMMdd}.txt"), DemoBankFile.Of(yesterday, transfers), cancel);
    }

    private async Task<Yen> ClaimAsync(DemoOffice office, DemoDebtor debtor, CancellationToken cancel)
    {
        await using var database = office.Open(databases);
        return (await database.ReadLedgerAsync(debtor.MemberId, office.Today, cancel)).ToClaim().Lines.Total(line => line.Open);
    }
}
