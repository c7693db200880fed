using MemberHub.Components.Displays;
using MemberHub.Components.Texts;
using MemberHub.Domain;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;
using Microsoft.Extensions.Localization;

namespace MemberHub.Features.Slips.Office;

/// <summary>What the office can press; the texts are named after it.</summary>
public enum SlipAction
{
    Approve,
    Reject,
    Print,
    PrintAgain,
    MarkSent,
    Return,
    Reprint,
}

/// <summary>What came of a press, in words; no words before the first.</summary>
/// <param name="Missed">Where colleagues were faster.</param>
public sealed record SlipSaid(string? Text, Tone Tone, IReadOnlyList<MissedSlip> Missed)
{
    public static readonly SlipSaid Nothing = new(null, Tone.Wait, []);
}

/// <summary>Which presses a stage has, and who carries them out.</summary>
public sealed class SlipActions(ApproveSlips approve, RejectSlips reject, PrintSlips print, MarkSlipsSent send, ReturnSlip giveBack, ReprintSlips reprint, StopPile stop, IStringLocalizer<SlipsText> text, RefusalTexts refusals)
{
    /// <summary>The first is the one that is usually wanted.</summary>
    public static IReadOnlyList<SlipAction> Of(SlipStage stage) => stage switch
    {
        SlipStage.Requested => [SlipAction.Approve, SlipAction.Reject],
        SlipStage.Approved => [SlipAction.Print, SlipAction.MarkSent, SlipAction.Reject],
        SlipStage.Printed => [SlipAction.MarkSent, SlipAction.PrintAgain, SlipAction.Reject],
        SlipStage.Sent => [SlipAction.Return, SlipAction.Reprint],
        _ => [SlipAction.Reprint],
    };

    public static string KeyOf(SlipAction action) => action switch
    {
        SlipAction.Approve => "a",
        SlipAction.Reject => "r",
        SlipAction.MarkSent => "s",
        SlipAction.Return => "b",
        _ => "p",
    };

    /// <summary>The word of a press, and the same with the number of slips.</summary>
    public static string TextOf(SlipAction action) => action == SlipAction.MarkSent ? "Do.Sent" : $"Do.{action}";

    /// <summary>One is asked first: for a reason, or for the day.</summary>
    public static bool Asks(SlipAction action) => action is SlipAction.Reject or SlipAction.Return or SlipAction.MarkSent;

    public async Task<SlipSaid> DoAsync(Actor actor, SlipAction action, IReadOnlyList<long> orderIds, string words, DateOnly day)
    {
        var handled = await RunAsync(actor, action, orderIds, words, day);
        return handled switch
        {
            { Refusal: { } refusal } => Refused(refusal),
            { Value: { Queued: > 0 and var queued } } => new SlipSaid(text["Done.Queued", Show.Count(queued)], Tone.Wait, []),
            { Value: { } done } => new SlipSaid(text[$"Done.{action}", Show.Count(done.Count)], done.Missed.Count > 0 ? Tone.Act : Tone.Wait, done.Missed),
            _ => SlipSaid.Nothing,
        };
    }

    public async Task<SlipSaid> StopAsync(Actor actor, long pile)
    {
        var stopped = await stop.RunAsync(actor, pile, CancellationToken.None);
        return stopped.Refusal is { } refusal ? Refused(refusal) : new SlipSaid(text["Done.Stop", pile, Show.Count(stopped.Value)], Tone.Wait, []);
    }

    public SlipSaid Refused(Refusal refusal) => new(refusals.Say(refusal), Tone.Stop, []);

    private Task<Result<SlipsHandled>> RunAsync(Actor actor, SlipAction action, IReadOnlyList<long> orderIds, string words, DateOnly day) => action switch
    {
        SlipAction.Approve => approve.RunAsync(actor, orderIds, CancellationToken.None),
        SlipAction.Reject => reject.RunAsync(actor, orderIds, words, CancellationToken.None),
        SlipAction.Print => print.RunAsync(actor, orderIds, again: false, CancellationToken.None),
        SlipAction.PrintAgain => print.RunAsync(actor, orderIds, again: true, CancellationToken.None),
        SlipAction.MarkSent => send.RunAsync(actor, orderIds, day, CancellationToken.None),
        SlipAction.Return => giveBack.RunAsync(actor, orderIds[0], words, CancellationToken.None),
        SlipAction.Reprint => reprint.RunAsync(actor, orderIds, CancellationToken.None),
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "Nobody carries this out."),
    };
}
