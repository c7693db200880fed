using MemberHub.Platform.Gateways.Sandbox;

namespace MemberHub.Features.Sandbox;

/// <summary>Says how a payment stands.</summary>
public sealed class InquirePayment(SandboxBooks books)
{
    public Task<ApiAnswer> RunAsync(SandboxQuestion question, CancellationToken cancel) =>
        books.AnswerAsync(question.Reference, desk => ApiAnswer.Yes(desk.Standing()), cancel);
}
