using MemberHub.Domain;
using MemberHub.Domain.Documents;
using MemberHub.Domain.Dues;
using MemberHub.Domain.Members;
using MemberHub.Domain.Payments;
using MemberHub.Domain.Societies;

namespace MemberHub.Features.Members;

/// <summary>All that the office sees of one member.</summary>
public sealed record MemberRecord
{
    public required long MemberId { get; init; }

    public required string Number { get; init; }

    public required PersonalDetails Person { get; init; }

    public required string CategoryJa { get; init; }

    public required string CategoryEn { get; init; }

    public string? RankJa { get; init; }

    public string? RankEn { get; init; }

    public bool IsOrganisation { get; init; }

    public DateOnly? JoinedOn { get; init; }

    public DateOnly? WithdrawnOn { get; init; }

    public MemberLeaving? Leaving { get; init; }

    public int Units { get; init; } = 1;

    public DateOnly? DeliveryStoppedOn { get; init; }

    public string DeliveryStopReason { get; init; } = "";

    public string OfficeNote { get; init; } = "";

    /// <summary>Since when the office keeps the member out of the directory and the rosters.</summary>
    public DateOnly? UnlistedOn { get; init; }

    public string UnlistedReason { get; init; } = "";

    /// <summary>Since when the member wants no news by mail, UTC.</summary>
    public DateTime? NewsDeclinedUtc { get; init; }

    /// <summary>Empty for a member without an account.</summary>
    public string LoginId { get; init; } = "";

    public string Email { get; init; } = "";

    /// <summary>Since when mail to <see cref="Email"/> comes back and nothing is sent there, UTC; null while it arrives.</summary>
    public DateTime? EmailDeadUtc { get; init; }

    public required IReadOnlyList<AffiliationDetails> Affiliations { get; init; }

    public required MemberLedger Ledger { get; init; }

    /// <summary>The charges that a live order asks for; they are not waived until it ends.</summary>
    public required IReadOnlySet<long> InLiveOrder { get; init; }

    public required IReadOnlyList<RecordedOrder> Orders { get; init; }

    public required IReadOnlyList<RecordedPayment> Payments { get; init; }

    public required IReadOnlyList<RecordedDocument> Documents { get; init; }

    /// <summary>What the audit trail keeps about the member, newest first, without mere looks.</summary>
    public required IReadOnlyList<RecordedChange> History { get; init; }

    /// <summary>The trail goes on behind them.</summary>
    public bool HasOlderHistory { get; init; }

    public bool HasLeft => WithdrawnOn <= Ledger.AsOf;
}

/// <summary>An attempt to pay.</summary>
/// <param name="JointInvoice">The number of the invoice over several members that asks for it (勤務先への一括請求); null for the member's own.</param>
public sealed record RecordedOrder(DateOnly Day, PaymentMethod Method, OrderState State, Yen Amount, string Reference, string? JointInvoice)
{
    /// <summary>What came of it; null unless it counts as paid.</summary>
    public OrderMoney? Money { get; init; }

    /// <summary>It can be ended on the member's behalf: it holds charges, its money is not on the way, and no institution was asked.</summary>
    public bool CanBeCancelled => State.IsLive() && State != OrderState.PreliminarilyPaid && JointInvoice is null;
}

/// <summary>Money that came.</summary>
/// <param name="DepositId">The deposit that was settled as it (消込した入金); null for money of another way.</param>
public sealed record RecordedPayment(long Id, DateOnly Day, PaymentMethod Method, PaymentSource Source, Yen Amount, long? DepositId);

/// <summary>An issued document.</summary>
public sealed record RecordedDocument(string Number, DocumentKind Kind, DateOnly IssuedOn, string Counterparty, Yen Amount, bool IsVoid);

/// <summary>One line of the audit trail.</summary>
/// <param name="By">The colleague's name; null for the member or the portal itself.</param>
/// <param name="ByMember">The member's own account did it.</param>
public sealed record RecordedChange(DateTime OccurredUtc, string Action, string? By, bool ByMember, string Reason, IReadOnlyList<ChangedField> Fields);

/// <summary>A field with what stood there before and after.</summary>
public sealed record ChangedField(string Field, string Old, string New);
