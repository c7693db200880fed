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
    /// <summary>A bank takes back what it booked by mistake within days; an older deposit of the same payer is last year's.</summary>
    public const int DaysUntilTakenBack = 31;

    // How many keys are looked up in one statement.
    private const int Chunk = 500;

    private readonly Dictionary<string, UnmatchedDeposit> deposits = new(StringComparer.Ordinal);
    private readonly HashSet<string> brought = new(StringComparer.Ordinal);
    private readonly HashSet<UnmatchedDeposit> endedHere = [];
    private readonly List<UnmatchedDeposit> arrived = [];
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
        var unnumbered = new UnnumberedLines(database, content.Kind == DepositFileKind.AgentCsv ? DepositSource.AgentPostal : source);
        var lines = await unnumbered.NameAsync([.. content.Lines.Where(line => line.Kind != DepositLineKind.Outgoing)], cancel);
        await FindKnownAsync(lines, cancel);
        foreach (var line in lines)
        {
            await TakeAsync(line, content.Kind, file, cancel);
        }

        var moneyKeys = lines.Where(line => line.Kind is DepositLineKind.Money or DepositLineKind.Preliminary).Select(line => line.Key).ToHashSet(StringComparer.Ordinal);
        (file.Added, file.Known) = (brought.Count, moneyKeys.Union(brought).Count() - brought.Count);
        file.Lines = file.Added + file.Known;
        return new ImportedDeposits(
            file.Id, file.Lines, file.Added, known, content.Lines.Count - lines.Count, announced, takenBack, arrived.Total(deposit => deposit.Amount))
        {
            Arrived = arrived.Count,
            Repeated = unnumbered.Repeated,
            Skipped = unnumbered.Skipped,
        };
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
        if (deposit.Record(DepositEventKind.Arrived, nowUtc, actor.AccountId))
        {
            arrived.Add(deposit);
        }
        else
        {
            known++;
        }
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

        var named = deposits.GetValueOrDefault(line.Key);
        if (named is { State: DepositState.Gone } && !endedHere.Contains(named))
        {
            // Another file has reported it before.
            return;
        }

        takenBack++;
        var deposit = named ?? await AlikeAsync(line, file.Source, cancel);
        var task = new PaymentTask(PaymentTaskKind.DepositTakenBack, key, nowUtc)
        {
            Detail = string.Create(CultureInfo.InvariantCulture, $"{line.Day:yyyy-MM-dd} {line.Amount.Value} #{line.Row}"),
            Payer = Cut(line.Payer, PaymentTask.PayerMaxLength),
            DepositId = deposit is { Id: > 0 } ? deposit.Id : null,
        };
        if (deposit?.Record(DepositEventKind.TakenBack, nowUtc, actor.AccountId, file.Name) == true)
        {
            endedHere.Add(deposit);
            if (named is not null)
            {
                return;
            }

            // Nothing but this line names the cancellation: another one alike is another matter.
            task.Close(nowUtc);
        }

        database.Add(task);
    }

    // A bank's cancellation has another number than the deposit it cancels. Only one that can mean no other, settled or not, is found by payer and
    // amount; an agent names no payer.
    private async Task<UnmatchedDeposit?> AlikeAsync(DepositLine line, DepositSource source, CancellationToken cancel)
    {
        if (line.Payer.Length == 0)
        {
            return null;
        }

        var (since, payer) = (line.Day.AddDays(-DaysUntilTakenBack), Cut(line.Payer, UnmatchedDeposit.PayerMaxLength));
        var stored = await database.UnmatchedDeposits.Include(item => item.Events)
            .Where(item => item.ParentId == null && item.Source == source && item.Account == line.Account && item.Amount == line.Amount && item.Payer == payer
                && item.ReceivedOn >= since && item.ReceivedOn <= line.Day)
            .ToListAsync(cancel);
        var added = brought.Select(key => deposits[key])
            .Where(item => item.Account == line.Account && item.Amount == line.Amount && item.Payer == payer && item.ReceivedOn >= since && item.ReceivedOn <= line.Day);
        return stored.Union(added).ToList() is [var only] ? only : null;
    }

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
            Account = Cut(line.Account, UnmatchedDeposit.AccountMaxLength),
            BalanceAfter = line.BalanceAfter,
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
