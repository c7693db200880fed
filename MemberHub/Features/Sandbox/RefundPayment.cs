using MemberHub.Platform.Gateways.Sandbox;

namespace MemberHub.Features.Sandbox;

/// <summary>Sends money back for the portal; the same request key once.</summary>
public sealed class RefundPayment(SandboxBooks books)
{
    public async Task<ApiAnswer> RunAsync(SandboxRefund wish, CancellationToken cancel) =>
        wish.RequestKey.Length is 0 or > SandboxLimits.RequestKeyMaxLength
            ? ApiAnswer.No("request_key")
            : await books.AnswerAsync(
                wish.Reference,
                desk => desk.Refund(wish.Amount, wish.RequestKey) is { } report ? ApiAnswer.Yes(new SandboxRefunded(report.EffectKey)) : ApiAnswer.No("amount"),
                cancel);
}
