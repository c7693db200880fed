using FluentValidation;
using MemberHub.Components.Texts;
using MemberHub.Data.DemoData;
using MemberHub.Features.Reconciliation.Office;

namespace MemberHub.Features.Reconciliation;

/// <summary>Money in (入金) and its matching (消込).</summary>
public static class ReconciliationFeature
{
    public static void AddReconciliation(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddTexts<ReconciliationText>();
        services.AddSingleton<ReconciliationMails>();
        services.AddSingleton<DepositHistory>();
        services.AddSingleton<DepositBooking>();
        services.AddSingleton<ImportDepositFile>();
        services.AddSingleton<TypeInDeposit>();
        services.AddSingleton<IValidator<TypedDeposit>, TypedDepositValidator>();
        services.AddSingleton<OpenInbox>();
        services.AddSingleton<OpenDeposit>();
        services.AddSingleton<FindDeposits>();
        services.AddSingleton<SettleCertain>();
        services.AddSingleton<SettleDeposit>();
        services.AddSingleton<SplitDeposit>();
        services.AddSingleton<ParkDeposit>();
        services.AddSingleton<ResumeDeposit>();
        services.AddSingleton<UndoSettlement>();
        services.AddSingleton<RefundDeposit>();
        services.AddSingleton<FinishDepositRefund>();
        services.AddSingleton<ExcludeDeposit>();
        services.AddSingleton<IncludeDeposit>();
        services.AddSingleton<OpenCredits>();
        services.AddSingleton<ApplyCredit>();
        services.AddSingleton<RefundCredit>();
        services.AddSingleton<FinishRefund>();
        services.AddSingleton<WithdrawRefund>();
        services.AddSingleton<AskRefundAgain>();
        services.AddSingleton<GatewayRefunds>();
        services.AddSingleton<MoneyTrail>();
        services.AddSingleton<OpenTasks>();
        services.AddSingleton<CloseTask>();
        services.AddSingleton<TakeBackPreliminary>();
        services.AddSingleton<TakeBackAnnouncement>();
        services.AddSingleton<InboxActions>();
        services.AddSingleton<DepositActions>();
        services.AddSingleton<CreditActions>();
        services.AddSingleton<IDemoStep, DemoDeposits>();
    }
}

/// <summary>The words of money in.</summary>
public sealed class ReconciliationText;
