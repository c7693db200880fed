using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;

namespace MemberHub.Domain.Reconciliation;

/// <summary>
/// Money that came to the society's account (未消込の入金): one per line of a file, or typed in. Its state is computed from its append-only
/// events; <see cref="ClosedUtc"/> is the one stored state, so that the open ones are found quickly.
/// </summary>
public sealed class UnmatchedDeposit : IOfSociety, IVersioned
{
    public const int KeyMaxLength = 220;
    public const int PayerMaxLength = 100;
    public const int PayerCodeMaxLength = 20;
    public const int MessageMaxLength = 200;
    public const int OriginMaxLength = 100;
    public const int AccountMaxLength = 40;

    private readonly List<DepositEvent> events = [];

    private UnmatchedDeposit()
    {
    }

    public UnmatchedDeposit(string key, DepositSource source, PaymentMethod method, DateOnly receivedOn, Yen amount) =>
        (Key, Source, Method, ReceivedOn, Amount) = (key, source, method, receivedOn, amount);

    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    /// <summary>Names the movement of money; unique in the society, so that a second file with it adds nothing.</summary>
    public string Key { get; private set; } = "";

    public DepositSource Source { get; private set; }

    public PaymentMethod Method { get; private set; }

    /// <summary>勘定日, 収納日.</summary>
    public DateOnly ReceivedOn { get; private set; }

    public Yen Amount { get; private set; }

    /// <summary>ご依頼人 as received.</summary>
    public string Payer { get; init; } = "";

    public string PayerCode { get; init; } = "";

    /// <summary>EDI, 摘要, 通信欄, or the agent's free columns.</summary>
    public string Message { get; init; } = "";

    /// <summary>From which bank, branch or store.</summary>
    public string Origin { get; init; } = "";

    /// <summary>Which of the society's accounts it came to, as the bank's file names it; empty where no file told.</summary>
    public string Account { get; init; } = "";

    /// <summary>The account's balance after it in yen (取引後残高), negative when overdrawn; null where no file told. Tells two equal transfers of a day apart.</summary>
    public long? BalanceAfter { get; init; }

    /// <summary>The file that brought it first; null when typed in.</summary>
    public long? FileId { get; init; }

    /// <summary>The record of that file, counted from 1.</summary>
    public int? Row { get; init; }

    /// <summary>The deposit of which it is a part; null for a whole one.</summary>
    public long? ParentId { get; init; }

    /// <summary>When it needed nobody any more; null while it is announced, open or parked.</summary>
    public DateTime? ClosedUtc { get; private set; }

    public int Version { get; private set; }

    /// <summary>In the order in which they happened; append-only.</summary>
    public IReadOnlyList<DepositEvent> Events => events;

    public DepositState State => DepositStates.Of(events.OrderBy(item => item.Sequence).Select(item => item.Kind));

    /// <summary>Whether the money itself has come, and not only 速報 of it.</summary>
    public bool HasArrived => events.Exists(item => item.Kind == DepositEventKind.Arrived);

    /// <summary>Records what happened; false, and nothing changed, when the state does not allow it.</summary>
    public bool Record(DepositEventKind kind, DateTime nowUtc, long? accountId = null, string detail = "")
    {
        if (!State.Allows(HasArrived, kind))
        {
            return false;
        }

        events.Add(new DepositEvent(events.Count + 1, kind, nowUtc, accountId, detail));
        ClosedUtc = State.IsClosed() ? nowUtc : null;
        return true;
    }
}
