using System.Globalization;
using MemberHub.Components.Texts;
using MemberHub.Domain;
using MemberHub.Domain.Societies;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Reconciliation.Office;

/// <summary>Leads a pressed button of the credits' or the matters' page to its use case.</summary>
public sealed class CreditActions(
    InboxActions actions, ApplyCredit apply, RefundCredit refund, AskRefundAgain ask, FinishRefund finish, WithdrawRefund withdraw, CloseTask close, TakeBackPreliminary takeBack, IStringLocalizer<ReconciliationText> text)
{
    public async Task<Said> DoAsync(Actor actor, CreditForm form, CancellationToken cancel)
    {
        if (form.Do.Split(' ') is not [var verb, var number] || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return Said.Refused(text["Said.Stale"]);
        }

        switch (verb)
        {
            case "apply":
                var applied = await apply.RunAsync(actor, id, cancel);
                return actions.Say(applied, "Said.Applied", Show.Money(applied.Value));
            case "refund":
                return Say(await refund.RunAsync(actor, id, form.TextOf(id), cancel));
            case "ask":
                return Say(await ask.RunAsync(actor, id, cancel));
            case "withdraw":
                return actions.Say(await withdraw.RunAsync(actor, id, cancel), "Said.RefundWithdrawn");
            case "finish":
                return actions.Say(await finish.RunAsync(actor, id, cancel), "Said.Refunded");
            case "close":
                return actions.Say(await close.RunAsync(actor, id, form.TextOf(id), cancel), "Said.TaskClosed");
            case "takeback":
                return actions.Say(await takeBack.RunAsync(actor, id, form.TextOf(id), cancel), "Said.TakenBack");
            default:
                return Said.Refused(text["Said.Stale"]);
        }
    }

    private Said Say(Result<RefundWay> sent) => sent is { Succeeded: true, Value: RefundWay.Unanswered or RefundWay.Declined }
        ? Said.Refused(text[$"Said.Refund{sent.Value}"])
        : actions.Say(sent, $"Said.Refund{sent.Value}");
}
