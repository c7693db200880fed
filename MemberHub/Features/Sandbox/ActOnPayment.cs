using System.Security.Cryptography;
using MemberHub.Data.Sandbox;
using MemberHub.Domain;
using MemberHub.Domain.Payments;

namespace MemberHub.Features.Sandbox;

/// <summary>What the console can do to a payment.</summary>
public enum PaymentAction
{
    /// <summary>速報.</summary>
    Deposit,

    /// <summary>確報.</summary>
    Confirm,

    /// <summary>速報, then 確報.</summary>
    DepositAndConfirm,

    /// <summary>速報取消.</summary>
    TakeBack,

    Expire,

    /// <summary>A card, also one more after the first.</summary>
    Charge,

    Decline,

    /// <summary>The company sends money back by itself.</summary>
    Refund,
}

/// <summary>Lets something happen to a payment, as the console wants.</summary>
public sealed class ActOnPayment(SandboxBooks books)
{
    private static readonly Yen Most = new(9_999_999);

    /// <summary>What makes sense as the payment stands. Money comes late and twice in real life, so it may here.</summary>
    internal static IReadOnlyList<PaymentAction> Choices(SandboxPayment payment)
    {
        var open = payment.State == SandboxState.Open;
        var refund = payment.Received > payment.Refunded ? [PaymentAction.Refund] : Array.Empty<PaymentAction>();
        if (payment.Method == PaymentMethod.Card)
        {
            return [PaymentAction.Charge, .. open ? [PaymentAction.Decline] : Array.Empty<PaymentAction>(), .. refund];
        }

        return payment.Deposited > Yen.Zero
            ? [PaymentAction.Confirm, PaymentAction.TakeBack, .. refund]
            : [PaymentAction.Deposit, PaymentAction.Confirm, PaymentAction.DepositAndConfirm, .. open ? [PaymentAction.Expire] : Array.Empty<PaymentAction>(), .. refund];
    }

    /// <summary>Answers false when there is no such payment, or when this makes no sense for it.</summary>
    public async Task<bool> RunAsync(string code, PaymentAction action, Yen? amount, CancellationToken cancel)
    {
        var key = RandomNumberGenerator.GetHexString(12, lowercase: true);
        var done = false;
        await books.ChangeAsync(code, desk => done = Apply(desk, action, amount ?? desk.Payment.Amount, key), cancel);
        return done;
    }

    private static bool Apply(PaymentDesk desk, PaymentAction action, Yen amount, string key)
    {
        if (!Choices(desk.Payment).Contains(action) || amount <= Yen.Zero || amount > Most)
        {
            return false;
        }

        switch (action)
        {
            case PaymentAction.Deposit:
                desk.Deposit(amount);
                break;
            case PaymentAction.Confirm:
                desk.Confirm(amount);
                break;
            case PaymentAction.DepositAndConfirm:
                desk.Deposit(amount);
                desk.Confirm(amount);
                break;
            case PaymentAction.TakeBack:
                desk.TakeBack();
                break;
            case PaymentAction.Expire:
                desk.Expire();
                break;
            case PaymentAction.Charge:
                desk.Charge(amount);
                break;
            case PaymentAction.Decline:
                desk.Fail("card_declined");
                break;
            case PaymentAction.Refund:
                return desk.Refund(amount, key) is not null;
        }

        return true;
    }
}
