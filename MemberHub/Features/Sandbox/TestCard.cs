namespace MemberHub.Features.Sandbox;

/// <summary>The cards that can be chosen on the hosted page. Nobody types a number there.</summary>
public sealed record TestCard(string Brand, string Name, string Number)
{
    public static readonly IReadOnlyList<TestCard> All =
    [
        new("Visa", "VISA", "4111 1111 1111 1111"),
        new("Mastercard", "Mastercard", "5555 5555 5555 4444"),
        new("Jcb", "JCB", "3530 1113 3330 0000"),
        new("Amex", "American Express", "3782 822463 10005"),
        new("Diners", "Diners Club", "3056 930902 5904"),
    ];
}

/// <summary>What is to become of a card payment.</summary>
public enum CardOutcome
{
    Approved,

    Declined,

    /// <summary>One more page: 3-D セキュア.</summary>
    ThreeDSecure,

    /// <summary>Charged; the browser returns long before the report comes.</summary>
    Late,

    /// <summary>Charged; the browser returns, the report never comes.</summary>
    Lost,

    /// <summary>Charged and reported; the browser never returns.</summary>
    NoReturn,

    /// <summary>The payer closes the window: nothing is charged and nothing comes back.</summary>
    Closed,

    /// <summary>The payer gives up and returns.</summary>
    GivenUp,

    /// <summary>On the page of 3-D Secure: the right answer.</summary>
    SecureApproved,

    /// <summary>On the page of 3-D Secure: the wrong answer.</summary>
    SecureDenied,
}
