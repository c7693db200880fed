using System.Globalization;
using MemberHub.Data;
using MemberHub.Domain;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Reconciliation;
using MemberHub.Domain.Societies;
using MemberHub.Platform.Files.Deposits;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Reconciliation;

/// <summary>Makes deposits of the lines of one file, in the open transaction.</summary>
internal sealed class DepositIntake(MemberHubDbContext database, Actor actor, DateTime nowUtc)
{
    // How many keys are looked up in one statement.
    private const int Chunk = 500;

    private readonly Dictionary<string, UnmatchedDeposit> deposits = new(StringComparer.Ordinal);
    private readonly HashSet<string> brought = new(StringComparer.Ordinal);
    private int known;
    private int announced;
    private int takenBack;

    public async Task<ImportedDeposits> TakeAsync(string name, string sha256, DepositFileContent content, CancellationToken cancel)
    {
        var source = content.Kind switch
        {
            DepositFileKind.TransferNotices => DepositSource.TransferNotices,
            DepositFileKind.AccountStatement => DepositSource.AccountStatement,
            _ => DepositSource.AgentStore,
        };
        var accounts = string.Join('\n', content.Account);
        var file = new DepositFile(name, sha256, source, nowUtc, actor.AccountId)
        {
            Accounts = accounts.Length > DepositFile.AccountsMaxLength ? accounts[..DepositFile.AccountsMaxLength] : accounts,
        };
        database.Add(file);
        await database.SaveChangesAsync(cancel);
        var lines = content.Lines.Where(line => line.Kind != DepositLineKind.Outgoing).ToList();
        await FindKnownAsync(lines, cancel);
        foreach (var line in lines)
        {
            await TakeAsync(line, content.Kind, file, cancel);
        }

        var moneyKeys = lines.Where(line => line.Kind is DepositLineKind.Money or DepositLineKind.Preliminary).Select(line => line.Key).ToHashSet(StringComparer.Ordinal);
        (file.Added, file.Known) = (brought.Count, moneyKeys.Union(brought).Count() - brought.Count);
        file.Lines = file.Added + file.Known;
        return new ImportedDeposits(
            file.Id, file.Lines, file.Added, known, content.Lines.Count - lines.Count, announced, takenBack, deposits.Where(pair => brought.Contains(pair.Key)).Total(pair => pair.Value.Amount));
    }

    private async Task FindKnownAsync(IReadOnlyList<DepositLine> lines, CancellationToken cancel)
    {
        foreach (var keys in lines.Select(line => line.Key).Distinct().Chunk(Chunk))
        {
            var wanted = keys.ToList();
            foreach (var deposit in await database.UnmatchedDeposits.Include(item => item.Events).Where(item => wanted.Contains(item.Key)).ToListAsync(cancel))
            {
                deposits[deposit.Key] = deposit;
            }
        }
    }

    private async Task TakeAsync(DepositLine line, DepositFileKind kind, DepositFile file, CancellationToken cancel)
    {
        switch (line.Kind)
        {
            case DepositLineKind.Money:
                Arrive(line, kind, file);
                break;
            case DepositLineKind.Preliminary:
                Announce(line, kind, file, DepositEventKind.Announced);
                break;
            case DepositLineKind.PreliminaryTakenBack:
                Announce(line, kind, file, DepositEventKind.AnnouncementTakenBack);
                break;
            default:
                await TakeBackAsync(line, file, cancel);
                break;
        }
    }

    private void Arrive(DepositLine line, DepositFileKind kind, DepositFile file)
    {
        var deposit = deposits.GetValueOrDefault(line.Key) ?? Add(line, kind, file);
        known += deposit.Record(DepositEventKind.Arrived, nowUtc, actor.AccountId) ? 0 : 1;
    }

    // 速報 and 速報取消 may come in any order, and after 確報: then they say nothing new.
    private void Announce(DepositLine line, DepositFileKind kind, DepositFile file, DepositEventKind said)
    {
        var deposit = deposits.GetValueOrDefault(line.Key) ?? Add(line, kind, file);
        if (deposit.Events.Any(item => item.Kind == said) || !deposit.Record(said, nowUtc, actor.AccountId))
        {
            known += said == DepositEventKind.Announced ? 1 : 0;
        }
        else
        {
            announced++;
        }
    }

    private async Task TakeBackAsync(DepositLine line, DepositFile file, CancellationToken cancel)
    {
        var key = "takenback:" + line.Key;
        if (await database.PaymentTasks.AnyAsync(task => task.Key == key, cancel))
        {
            return;
        }

        takenBack++;
        var deposit = deposits.GetValueOrDefault(line.Key) ?? await AlikeAsync(line, cancel);
        if (deposit?.Record(DepositEventKind.TakenBack, nowUtc, actor.AccountId, file.Name) == true)
        {
            return;
        }

        database.Add(new PaymentTask(PaymentTaskKind.DepositTakenBack, key, nowUtc)
        {
            Detail = string.Create(CultureInfo.InvariantCulture, $"{line.Day:yyyy-MM-dd} {line.Amount.Value} #{line.Row}"),
        });
    }

    // A cancellation has another number than the deposit it cancels: the newest of the same amount and payer that waits is it.
    private async Task<UnmatchedDeposit?> AlikeAsync(DepositLine line, CancellationToken cancel) =>
        deposits.Values.FirstOrDefault(item => item.Amount == line.Amount && item.Payer == line.Payer && item.State.IsOpen() && item.HasArrived)
        ?? await database.UnmatchedDeposits.Include(item => item.Events)
            .Where(item => item.ClosedUtc == null && item.Amount == line.Amount && item.Payer == line.Payer && item.ParentId == null && item.ReceivedOn <= line.Day)
            .OrderByDescending(item => item.ReceivedOn).ThenByDescending(item => item.Id).FirstOrDefaultAsync(cancel);

    private UnmatchedDeposit Add(DepositLine line, DepositFileKind kind, DepositFile file)
    {
        var (source, method) = kind switch
        {
            DepositFileKind.TransferNotices => (DepositSource.TransferNotices, PaymentMethod.BankTransfer),
            DepositFileKind.AccountStatement => (DepositSource.AccountStatement, PaymentMethod.BankTransfer),
            _ when line.IsPostal => (DepositSource.AgentPostal, PaymentMethod.PaymentSlip),
            _ => (DepositSource.AgentStore, PaymentMethod.ConvenienceStore),
        };
        var deposit = new UnmatchedDeposit(line.Key, source, method, line.Day, line.Amount)
        {
            Payer = Cut(line.Payer, UnmatchedDeposit.PayerMaxLength),
            PayerCode = Cut(line.PayerCode, UnmatchedDeposit.PayerCodeMaxLength),
            Message = Cut(line.Message, UnmatchedDeposit.MessageMaxLength),
            Origin = Cut(line.Origin, UnmatchedDeposit.OriginMaxLength),
            FileId = file.Id,
            Row = line.Row,
        };
        database.Add(deposit);
        deposits[line.Key] = deposit;
        brought.Add(line.Key);
        return deposit;
    }

    private static string Cut(string text, int length) => text.Length > length ? text[..length] : text;
}
