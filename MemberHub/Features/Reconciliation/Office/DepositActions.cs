using MemberHub.Domain.Societies;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Reconciliation.Office;

/// <summary>Leads a pressed button of one deposit's page to its use case.</summary>
public sealed class DepositActions(InboxActions actions, SplitDeposit split, ParkDeposit park, RefundDeposit refund, ExcludeDeposit exclude, TakeBackAnnouncement takeBack, IStringLocalizer<ReconciliationText> text)
{
    public async Task<Said> DoAsync(Actor actor, long depositId, DepositForm form, CancellationToken cancel) => form.Do switch
    {
        "split" => form.ReadAmounts() is { } amounts
            ? actions.Say(await split.RunAsync(actor, depositId, amounts, cancel), "Said.Split")
            : Said.Refused(text["Deposit.Split.Wrong"]),
        "hold" => actions.Say(await park.RunAsync(actor, depositId, form.Note, cancel), "Said.Parked"),
        "refund" => actions.Say(await refund.RunAsync(actor, depositId, form.Reason, cancel), "Said.Refunding"),
        "exclude" => actions.Say(await exclude.RunAsync(actor, depositId, form.Ground, cancel), "Said.Excluded"),
        "untold" => actions.Say(await takeBack.RunAsync(actor, depositId, form.Ground, cancel), "Said.Untold"),
        _ => await actions.DoAsync(actor, new InboxForm { Do = form.Do }, cancel),
    };
}
