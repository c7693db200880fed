using MemberHub.Components.Texts;
using MemberHub.Domain;
using MemberHub.Domain.Reconciliation;
using MemberHub.Domain.Societies;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Reconciliation.Office;

/// <summary>Leads a pressed button of the money pages to its use case, and says what came of it.</summary>
public sealed class InboxActions(
    SettleCertain certain,
    SettleDeposit settle,
    ParkDeposit park,
    ResumeDeposit resume,
    UndoSettlement undo,
    FinishDepositRefund finish,
    IncludeDeposit include,
    RefusalTexts refusals,
    IStringLocalizer<ReconciliationText> text)
{
    private const int KeptShown = 3;

    public async Task<Said> DoAsync(Actor actor, InboxForm form, CancellationToken cancel)
    {
        var (verb, depositId, code) = form.Read();
        switch (verb)
        {
            case "certain":
                return await CertainAsync(actor, cancel);
            case "settle" or "fee":
                return ChoiceCode.Read(code, depositId, verb == "fee") is { } booking
                    ? Say(await settle.RunAsync(actor, booking, cancel), "Said.Settled")
                    : Said.Refused(text["Said.Stale"]);
            case "park":
                return Say(await park.RunAsync(actor, depositId, "", cancel), "Said.Parked");
            case "resume":
                return Say(await resume.RunAsync(actor, depositId, cancel), "Said.Resumed");
            case "include":
                return Say(await include.RunAsync(actor, depositId, cancel), "Said.Included");
            case "undo":
                var undone = await undo.RunAsync(actor, depositId, cancel);
                return Say(undone, undone is { Succeeded: true, Value: DepositEventKind.SplitUndone } ? "Said.SplitUndone" : "Said.Undone");
            case "refunded":
                return Say(await finish.RunAsync(actor, depositId, withdrawn: false, cancel), "Said.Refunded");
            case "withdraw":
                return Say(await finish.RunAsync(actor, depositId, withdrawn: true, cancel), "Said.Withdrawn");
            default:
                return Said.Refused(text["Said.Stale"]);
        }
    }

    /// <summary>What was done, or why not.</summary>
    public Said Say<T>(Result<T> result, string done, params object[] facts) =>
        result.Succeeded ? Said.Done(text[done, facts]) : Said.Refused(refusals.Say(result.Refusal));

    private async Task<Said> CertainAsync(Actor actor, CancellationToken cancel)
    {
        var settled = await certain.RunAsync(actor, cancel);
        if (!settled.Succeeded)
        {
            return Said.Refused(refusals.Say(settled.Refusal));
        }

        var done = text["Said.Certain", Show.Count(settled.Value.Count), Show.Money(settled.Value.Total)].Value;
        var kept = settled.Value.Kept;
        return kept.Count == 0
            ? Said.Done(done)
            : Said.Refused($"{done} {text["Said.Kept", kept.Count, string.Join(" ", kept.Take(KeptShown).Select(item => refusals.Say(item.Why)))]}");
    }
}
