using MemberHub.Data.Sandbox;
using MemberHub.Domain;
using MemberHub.Domain.Payments;
using MemberHub.Platform.Gateways;

namespace MemberHub.Features.Sandbox;

/// <summary>Rows of the books as the messages that leave the house.</summary>
internal static class Reports
{
    /// <summary>What happened, as it is reported.</summary>
    public static GatewayReport ToReport(this SandboxNotification report, SandboxPayment payment) => new()
    {
        EffectKey = report.EffectKey,
        Reference = payment.Reference,
        CustomerCode = payment.CustomerCode,
        Kind = Enum.Parse<GatewayReportKind>(report.Kind),
        Transaction = report.Transaction,
        Amount = report.Amount,
        Cumulative = report.Cumulative,
        OccurredUtc = report.OccurredUtc,
        Voucher = payment.ToVoucher(),
        Code = report.ErrorCode,
    };

    /// <summary>A payment that nothing was reported of: it waits, or the portal itself has ended it.</summary>
    public static GatewayReport ToReport(this SandboxPayment payment, DateTime now)
    {
        var kind = payment.State == SandboxState.Cancelled ? GatewayReportKind.Failed
            : payment.Method == PaymentMethod.Card ? GatewayReportKind.Pending
            : GatewayReportKind.Issued;
        return new()
        {
            EffectKey = $"{payment.Code}-{kind}",
            Reference = payment.Reference,
            CustomerCode = payment.CustomerCode,
            Kind = kind,
            Transaction = payment.Code,
            Amount = kind == GatewayReportKind.Failed ? Yen.Zero : payment.Amount,
            OccurredUtc = kind == GatewayReportKind.Failed ? now : payment.CreatedUtc,
            Voucher = payment.ToVoucher(),
            Code = kind == GatewayReportKind.Failed ? "cancelled" : "",
        };
    }

    /// <summary>The voucher; null for a card.</summary>
    public static Voucher? ToVoucher(this SandboxPayment payment) => payment.Store is not { } store ? null : new()
    {
        Store = store,
        Number = payment.VoucherNumber,
        Confirmation = payment.VoucherConfirmation,
        DeadlineUtc = payment.DeadlineUtc,
    };
}
