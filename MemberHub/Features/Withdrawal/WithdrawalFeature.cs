using MemberHub.Components.Texts;
using MemberHub.Data.DemoData;
using MemberHub.Platform.Jobs;

namespace MemberHub.Features.Withdrawal;

/// <summary>Leaving a society (退会): the member hands a notice in, the office confirms it, and the membership ends when its day is over.</summary>
public static class WithdrawalFeature
{
    // A day ends once a day; an hour later is soon enough.
    private static readonly TimeSpan Pulse = TimeSpan.FromHours(1);

    public static void AddWithdrawal(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<WithdrawalMails>();
        builder.Services.AddSingleton<OpenWithdrawal>();
        builder.Services.AddSingleton<HandInWithdrawal>();
        builder.Services.AddSingleton<UndoWithdrawal>();
        builder.Services.AddSingleton<OpenWithdrawals>();
        builder.Services.AddSingleton<OpenWithdrawalNotice>();
        builder.Services.AddSingleton<ConfirmWithdrawal>();
        builder.Services.AddSingleton<RefuseWithdrawal>();
        builder.Services.AddSingleton<EndWithdrawals>();
        builder.Services.AddSingleton<IDemoStep, DemoWithdrawals>();
        builder.AddJob<EndWithdrawalsJob>(Pulse);
        builder.Services.AddTexts<WithdrawalText>();
    }
}

/// <summary>The words of leaving.</summary>
public sealed class WithdrawalText;
