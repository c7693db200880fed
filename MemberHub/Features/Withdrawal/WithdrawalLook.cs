using MemberHub.Components.Displays;
using MemberHub.Domain.Members;

namespace MemberHub.Features.Withdrawal;

/// <summary>How a notice's state looks: whose turn it is.</summary>
internal static class WithdrawalLook
{
    public static (Tone Tone, string Icon) Of(WithdrawalState state) => state switch
    {
        WithdrawalState.HandedIn => (Tone.Wait, "clock"),
        WithdrawalState.Confirmed => (Tone.Wait, "cal"),
        WithdrawalState.AwaitsPayment => (Tone.Act, "clock"),
        WithdrawalState.Refused => (Tone.Stop, "alert"),
        _ => (Tone.Off, "off"),
    };
}
