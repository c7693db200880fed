using MemberHub.Data;
using MemberHub.Data.Sandbox;
using MemberHub.Domain;
using MemberHub.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace MemberHub.Features.Sandbox;

/// <summary>What the console shows.</summary>
public sealed record ConsoleView(IReadOnlyList<ConsolePayment> Payments, string Mode, int DelaySeconds, IReadOnlyList<string> Modes, string Search);

/// <summary>One payment on the console.</summary>
public sealed record ConsolePayment
{
    public required string Code { get; init; }

    public required string Reference { get; init; }

    public required string ItemName { get; init; }

    public required Yen Amount { get; init; }

    public required string State { get; init; }

    public required Yen Deposited { get; init; }

    public required Yen Received { get; init; }

    public required Yen Refunded { get; init; }

    /// <summary>The brand of the card, or empty.</summary>
    public required string Card { get; init; }

    /// <summary>Null for a card.</summary>
    public required Voucher? Voucher { get; init; }

    /// <summary>Its own mode, or empty.</summary>
    public required string Mode { get; init; }

    public required IReadOnlyList<string> Actions { get; init; }

    public required IReadOnlyList<ConsoleReport> Reports { get; init; }
}

/// <summary>One report on the console.</summary>
public sealed record ConsoleReport(long Id, string Kind, Yen Amount, string Delivery, int Deliveries, string LastAnswer, DateTime NextAttemptUtc);

/// <summary>Reads the newest payments, or those whose reference or number is searched for.</summary>
public sealed class OpenConsole(SandboxBooks books)
{
    private const int AtOnce = 30;

    public async Task<ConsoleView> RunAsync(string? search, CancellationToken cancel)
    {
        var wanted = search?.Trim() ?? "";
        await using var database = books.Open();
        var payments = await database.SandboxPayments.AsNoTracking()
            .Where(payment => wanted == "" || payment.Reference == wanted || payment.VoucherNumber == wanted || payment.Code == wanted)
            .OrderByDescending(payment => payment.Id)
            .Take(AtOnce)
            .ToListAsync(cancel);
        var reports = await ReportsAsync(database, payments, cancel);
        var switches = await SandboxBooks.SwitchesAsync(database, cancel);
        return new([.. payments.Select(payment => Shown(payment, reports[payment.Id]))], switches.Mode.ToString(), Math.Max(switches.DelaySeconds, 1), Enum.GetNames<SandboxMode>(), wanted);
    }

    private static async Task<ILookup<long, SandboxNotification>> ReportsAsync(MemberHubDbContext database, List<SandboxPayment> payments, CancellationToken cancel)
    {
        var ids = payments.ConvertAll(payment => payment.Id);
        var reports = await database.SandboxNotifications.AsNoTracking().Where(report => ids.Contains(report.PaymentId)).OrderBy(report => report.Id).ToListAsync(cancel);
        return reports.ToLookup(report => report.PaymentId);
    }

    private static ConsolePayment Shown(SandboxPayment payment, IEnumerable<SandboxNotification> reports) => new()
    {
        Code = payment.Code,
        Reference = payment.Reference,
        ItemName = payment.ItemName,
        Amount = payment.Amount,
        State = payment.State.ToString(),
        Deposited = payment.Deposited,
        Received = payment.Received,
        Refunded = payment.Refunded,
        Card = TestCard.All.FirstOrDefault(card => card.Brand == payment.Card)?.Name ?? "",
        Voucher = payment.ToVoucher(),
        Mode = payment.Mode?.ToString() ?? "",
        Actions = [.. ActOnPayment.Choices(payment).Select(action => action.ToString())],
        Reports = [.. reports.Select(report => new ConsoleReport(report.Id, report.Kind, report.Amount, report.Delivery.ToString(), report.Deliveries, report.LastAnswer, report.NextAttemptUtc))],
    };
}
