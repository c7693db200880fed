using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MemberHub.Domain.Members;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;

namespace MemberHub.Domain.Dues;

/// <summary>An overdue charge with all that decides whether its member is reminded.</summary>
public sealed record OverdueCharge
{
    public required long ChargeId { get; init; }

    public required long MemberId { get; init; }

    public required MemberNumber Number { get; init; }

    public required string Name { get; init; }

    public required FiscalYear Year { get; init; }

    public required Yen Open { get; init; }

    public required DateOnly DueOn { get; init; }

    /// <summary>The highest level the member was reminded with; 0 for never.</summary>
    public int LastLevel { get; init; }

    public DateOnly? LastSentOn { get; init; }

    /// <summary>The state of the live order that holds the charge; null for none.</summary>
    public OrderState? Order { get; init; }

    /// <summary>The last day of the month in which the hospital pays; null where the member named none.</summary>
    public DateOnly? WaitsUntil { get; init; }

    public bool DeliveryStopped { get; init; }

    public bool Withdrawn { get; init; }

    /// <summary>Null for a member who cannot be written to by mail.</summary>
    public string? Email { get; init; }

    /// <summary>In which language the member reads (ja or en); null where none was chosen.</summary>
    public string? Language { get; init; }
}

/// <summary>What becomes of an overdue charge when reminders are sent.</summary>
public enum ReminderOutcome
{
    /// <summary>送る.</summary>
    Send,

    /// <summary>コンビニの払込番号が出ている, or a card payment is under way.</summary>
    PendingPayment,

    /// <summary>病院などへの請求書が出ている.</summary>
    OpenInvoice,

    /// <summary>払込取扱票を申請中・発送済み.</summary>
    SlipUnderWay,

    /// <summary>お支払い予定月を待っている.</summary>
    WaitsForMonth,

    /// <summary>発送停止.</summary>
    DeliveryStopped,

    /// <summary>退会.</summary>
    Withdrawn,

    /// <summary>メールアドレスがない.</summary>
    NoEmail,

    /// <summary>すべての回を送り終えた: what comes next is for a person to decide.</summary>
    AllSent,
}

/// <summary>An overdue charge in the plan, with the level of the reminder that is its turn.</summary>
public sealed record ReminderLine(OverdueCharge Charge, int Level, ReminderOutcome Outcome);

/// <summary>All that one member is reminded of at once. The letter has the words of the gravest level.</summary>
public sealed record ReminderLetter(long MemberId, string Name, string Email, string? Language, int Level, IReadOnlyList<ReminderLine> Lines)
{
    public Yen Total => Lines.Total(line => line.Charge.Open);
}

/// <summary>Who is reminded of what on a day (督促の下見), and who not and why.</summary>
public sealed record ReminderPlan(IReadOnlyList<ReminderLine> Lines)
{
    /// <summary>Charges whose next level has not begun, or whose last reminder is too fresh, are left out altogether.</summary>
    public static ReminderPlan Make(IEnumerable<OverdueCharge> charges, ReminderSettings settings, DateOnly today)
    {
        var levels = settings.Levels();
        return new ReminderPlan([.. charges
            .Where(charge => charge.LastLevel >= levels.Count
                || (today >= charge.DueOn.AddDays(levels[charge.LastLevel]) && !(charge.LastSentOn?.AddDays(settings.DaysBetween) > today)))
            .OrderBy(charge => charge.Number).ThenBy(charge => charge.Year).ThenBy(charge => charge.ChargeId)
            .Select(charge => new ReminderLine(charge, Math.Min(charge.LastLevel + 1, levels.Count), OutcomeOf(charge, levels.Count, today)))]);
    }

    /// <summary>One letter per member who is reminded.</summary>
    public IReadOnlyList<ReminderLetter> ToLetters() =>
    [
        .. Lines.Where(line => line.Outcome == ReminderOutcome.Send).GroupBy(line => line.Charge.MemberId).Select(lines =>
            new ReminderLetter(lines.Key, lines.First().Charge.Name, lines.First().Charge.Email!, lines.First().Charge.Language, lines.Max(line => line.Level), [.. lines])),
    ];

    /// <summary>Names what will be sent: SHA-256 over member, charge, level and open amount of each line, as 64 hex digits.</summary>
    public string Digest()
    {
        var text = new StringBuilder();
        foreach (var line in Lines.Where(line => line.Outcome == ReminderOutcome.Send))
        {
            text.Append(CultureInfo.InvariantCulture, $"{line.Charge.MemberId}\t{line.Charge.ChargeId}\t{line.Level}\t{line.Charge.Open.Value}\n");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static ReminderOutcome OutcomeOf(OverdueCharge charge, int levels, DateOnly today) => charge switch
    {
        { Withdrawn: true } => ReminderOutcome.Withdrawn,
        { DeliveryStopped: true } => ReminderOutcome.DeliveryStopped,
        { Order: OrderState.AwaitingTransfer } => ReminderOutcome.OpenInvoice,
        { Order: OrderState.SlipRequested or OrderState.SlipApproved or OrderState.SlipSent or OrderState.SlipReturned } => ReminderOutcome.SlipUnderWay,
        { Order: not null } => ReminderOutcome.PendingPayment,
        { WaitsUntil: { } last } when today <= last => ReminderOutcome.WaitsForMonth,
        _ when charge.LastLevel >= levels => ReminderOutcome.AllSent,
        { Email: null } => ReminderOutcome.NoEmail,
        _ => ReminderOutcome.Send,
    };
}
