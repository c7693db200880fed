using System.Globalization;
using MemberHub.Data.Sandbox;
using MemberHub.Domain;
using MemberHub.Domain.Payments;
using MemberHub.Platform.Gateways;

namespace MemberHub.Features.Sandbox;

/// <summary>One payment in the hands of the pretended company: what may happen to it, and the report of each.</summary>
public sealed class PaymentDesk(SandboxPayment payment, IReadOnlyList<SandboxNotification> known, SandboxSwitches switches, DateTime now)
{
    private readonly List<SandboxNotification> written = [];
    private readonly List<SandboxNotification> forNow = [];

    public SandboxPayment Payment => payment;

    /// <summary>What was reported before, oldest first.</summary>
    public IReadOnlyList<SandboxNotification> Known => known;

    /// <summary>What is to be reported now.</summary>
    public IReadOnlyList<SandboxNotification> Written => written;

    /// <summary>Those of them that who wrote them sends at once; the job leaves them alone for a while.</summary>
    public IReadOnlyList<SandboxNotification> ForNow => forNow;

    /// <summary>How the reports written here travel, whatever the switches say.</summary>
    public SandboxMode? Mode { get; set; }

    /// <summary>Seconds, with a mode set here.</summary>
    public int DelaySeconds { get; set; }

    /// <summary>Takes the money from a card; a second time it is a transaction of its own.</summary>
    public void Charge(Yen amount)
    {
        payment.Charges++;
        payment.Received += amount;
        payment.State = SandboxState.Paid;
        var transaction = payment.Charges == 1 ? payment.Code : string.Create(CultureInfo.InvariantCulture, $"{payment.Code}-{payment.Charges}");
        Report(GatewayReportKind.Paid, amount, transaction);
    }

    /// <summary>Ends it without money, unless it has ended.</summary>
    public void Fail(string code)
    {
        if (payment.State == SandboxState.Open)
        {
            payment.State = SandboxState.Failed;
            Report(GatewayReportKind.Failed, Yen.Zero, error: code);
        }
    }

    /// <summary>速報: of any amount, and late as well.</summary>
    public void Deposit(Yen amount)
    {
        payment.Deposited += amount;
        payment.State = SandboxState.Preliminary;
        Report(GatewayReportKind.PreliminaryDeposit, amount);
    }

    /// <summary>確報: of what was deposited, or of an amount without 速報.</summary>
    public void Confirm(Yen amount)
    {
        var certain = payment.Deposited > Yen.Zero ? payment.Deposited : amount;
        payment.Deposited = Yen.Zero;
        payment.Received += certain;
        payment.State = SandboxState.Paid;
        Report(GatewayReportKind.Paid, certain);
    }

    /// <summary>速報取消.</summary>
    public void TakeBack()
    {
        if (payment.Deposited == Yen.Zero)
        {
            return;
        }

        var gone = payment.Deposited;
        payment.Deposited = Yen.Zero;
        payment.State = payment.Received > Yen.Zero ? SandboxState.Paid : payment.DeadlineUtc < now ? SandboxState.Expired : SandboxState.Open;
        Report(GatewayReportKind.PreliminaryTakenBack, gone);
    }

    public void Expire()
    {
        if (payment.State == SandboxState.Open)
        {
            payment.State = SandboxState.Expired;
            Report(GatewayReportKind.Expired, Yen.Zero);
        }
    }

    public CancelAnswer Cancel()
    {
        if (payment.State is SandboxState.Paid or SandboxState.Preliminary)
        {
            return CancelAnswer.TooLate;
        }

        payment.State = payment.State == SandboxState.Open ? SandboxState.Cancelled : payment.State;
        return CancelAnswer.Cancelled;
    }

    /// <summary>The report of the refund, the first one when the key was used before; null when there is not as much money.</summary>
    public SandboxNotification? Refund(Yen amount, string requestKey)
    {
        var name = $"{payment.Code}-refund-{requestKey}";
        if (known.FirstOrDefault(report => report.EffectKey == name) is { } before)
        {
            return before.Amount == amount ? before : null;
        }

        if (amount <= Yen.Zero || amount > payment.Received - payment.Refunded)
        {
            return null;
        }

        payment.Refunded += amount;
        return Report(GatewayReportKind.Refunded, amount, name: name);
    }

    /// <summary>How it stands, in the words of the last report.</summary>
    public GatewayReport Standing() =>
        payment.State == SandboxState.Cancelled || known.Count == 0 ? payment.ToReport(now) : known[^1].ToReport(payment);

    private SandboxNotification Report(GatewayReportKind kind, Yen amount, string? transaction = null, string error = "", string? name = null)
    {
        payment.Reports++;
        var mode = Mode ?? payment.Mode ?? switches.Mode;
        var wait = mode == SandboxMode.Delay ? TimeSpan.FromSeconds(Mode is null ? switches.DelaySeconds : DelaySeconds) : NotificationCourier.Lease;
        var report = new SandboxNotification
        {
            PaymentId = payment.Id,
            EffectKey = name ?? string.Create(CultureInfo.InvariantCulture, $"{payment.Code}-{payment.Reports}"),
            Kind = kind.ToString(),
            Transaction = transaction ?? payment.Code,
            Amount = amount,
            Cumulative = kind is GatewayReportKind.Failed or GatewayReportKind.Expired ? null : payment.Received + payment.Deposited,
            ErrorCode = error,
            OccurredUtc = now,
            Delivery = mode switch
            {
                SandboxMode.Hold => SandboxDelivery.Held,
                SandboxMode.Drop => SandboxDelivery.Dropped,
                _ => SandboxDelivery.Waiting,
            },
            Copies = mode == SandboxMode.Twice ? 2 : 1,
            NextAttemptUtc = now + wait,
        };
        written.Add(report);
        if (mode is SandboxMode.Deliver or SandboxMode.Twice)
        {
            forNow.Add(report);
        }

        return report;
    }
}
