using MemberHub.Domain.Societies;

namespace MemberHub.Domain.Reconciliation;

/// <summary>Somebody who has paid for a member before (振込名義の学習), learned from a settlement. A hospital that pays for many has many.</summary>
public sealed class PayerAlias : IOfSociety
{
    public const int PayerMaxLength = 100;

    private PayerAlias()
    {
    }

    public PayerAlias(string payer, long memberId, long depositId, DateTime learnedUtc) =>
        (Payer, MemberId, DepositId, LearnedUtc) = (payer, memberId, depositId, learnedUtc);

    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    /// <summary>The payer's name as <see cref="PayerName.Fold"/> makes it; unique together with the member.</summary>
    public string Payer { get; private set; } = "";

    public long MemberId { get; private set; }

    /// <summary>The deposit it was learned from; when that settlement is undone, it is forgotten.</summary>
    public long DepositId { get; private set; }

    public DateTime LearnedUtc { get; private set; }
}
