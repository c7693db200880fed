using MemberHub.Data.Sandbox;
using MemberHub.Domain.Payments;

namespace MemberHub.Features.Sandbox;

/// <summary>Where the payer's browser goes next.</summary>
public enum NextPage
{
    Return,
    Secure,

    /// <summary>Nowhere: the window is as good as closed.</summary>
    Left,
}

/// <summary>Makes the chosen outcome of a card payment come true. A payment that has ended only returns.</summary>
public sealed class PayByCard(SandboxBooks books)
{
    public const int LateSeconds = 90;

    /// <summary>The next page; null when there is no such payment.</summary>
    public async Task<NextPage?> RunAsync(string code, string? card, CardOutcome outcome, CancellationToken cancel)
    {
        var wasOpen = false;
        var desk = await books.ChangeAsync(code, desk => wasOpen = Apply(desk, card, outcome), cancel);
        return desk is null ? null
            : !wasOpen ? NextPage.Return
            : outcome switch
            {
                CardOutcome.ThreeDSecure => NextPage.Secure,
                CardOutcome.NoReturn or CardOutcome.Closed => NextPage.Left,
                _ => NextPage.Return,
            };
    }

    private static bool Apply(PaymentDesk desk, string? card, CardOutcome outcome)
    {
        if (desk.Payment is not { State: SandboxState.Open, Method: PaymentMethod.Card })
        {
            return false;
        }

        desk.Payment.Card = TestCard.All.FirstOrDefault(known => known.Brand == card)?.Brand ?? desk.Payment.Card;
        switch (outcome)
        {
            case CardOutcome.Approved or CardOutcome.SecureApproved or CardOutcome.NoReturn:
                desk.Charge(desk.Payment.Amount);
                break;
            case CardOutcome.Late:
                (desk.Mode, desk.DelaySeconds) = (SandboxMode.Delay, LateSeconds);
                desk.Charge(desk.Payment.Amount);
                break;
            case CardOutcome.Lost:
                desk.Mode = SandboxMode.Drop;
                desk.Charge(desk.Payment.Amount);
                break;
            case CardOutcome.Declined:
                desk.Fail("card_declined");
                break;
            case CardOutcome.SecureDenied:
                desk.Fail("authentication_failed");
                break;
            case CardOutcome.GivenUp:
                desk.Fail("given_up");
                break;
        }

        return true;
    }
}
