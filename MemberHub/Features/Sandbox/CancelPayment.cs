using MemberHub.Platform.Gateways.Sandbox;

namespace MemberHub.Features.Sandbox;

/// <summary>Ends an unpaid payment for the portal.</summary>
public sealed class CancelPayment(SandboxBooks books)
{
    public Task<ApiAnswer> RunAsync(SandboxQuestion question, CancellationToken cancel) =>
        books.AnswerAsync(question.Reference, desk => ApiAnswer.Yes(new SandboxCancelled(desk.Cancel())), cancel);
}
