using System.Globalization;
using MemberHub.Components.Texts;
using MemberHub.Domain.Societies;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Reconciliation.Office;

/// <summary>Leads a pressed button of the credits' or the matters' page to its use case.</summary>
public sealed class CreditActions(
    InboxActions actions, ApplyCredit apply, RefundCredit refund, FinishRefund finish, CloseTask close, TakeBackPreliminary takeBack, IStringLocalizer<ReconciliationText> text)
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
                var sent = await refund.RunAsync(actor, id, form.TextOf(id), cancel);
                return actions.Say(sent, sent.Value == RefundWay.ByGateway ? "Said.RefundByGateway" : "Said.RefundByOffice");
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
}
