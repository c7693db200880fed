using MemberHub.Domain.Societies;

namespace MemberHub.Domain.Documents;

/// <summary>
/// An issued document in the register. What was issued never changes; a void adds a second file with 取消 printed over it.
/// </summary>
public sealed class IssuedDocument : IOfSociety
{
    public const int CounterpartyMaxLength = 400;
    public const int RequestKeyLength = 32;

    private readonly List<DocumentFile> files = [];

    private IssuedDocument()
    {
    }

    /// <summary>An invoice (請求書) for an order.</summary>
    public IssuedDocument(DocumentNumber number, long memberId, long orderId, DateOnly issuedOn, DateOnly dueOn, string counterparty, Yen amount, string snapshot)
        : this(number, memberId, issuedOn, counterparty, amount, snapshot) => (OrderId, DueOn) = (orderId, dueOn);

    private IssuedDocument(DocumentNumber number, long? memberId, DateOnly issuedOn, string counterparty, Yen amount, string snapshot)
    {
        Number = number.ToString();
        Kind = number.Kind;
        MemberId = memberId;
        IssuedOn = issuedOn;
        Counterparty = counterparty;
        Amount = amount;
        Snapshot = snapshot;
    }

    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    public DocumentKind Kind { get; private set; }

    /// <summary>The written number; unique in the society.</summary>
    public string Number { get; private set; } = "";

    /// <summary>The member it is about; null for an invoice over several members (一括請求書), whose orders name it.</summary>
    public long? MemberId { get; private set; }

    /// <summary>The order that a member's invoice asks money for; null for every other document.</summary>
    public long? OrderId { get; private set; }

    /// <summary>The payment that a receipt confirms; null for every other kind. A payment has at most one receipt that is not void.</summary>
    public long? PaymentId { get; private set; }

    /// <summary>32 hex digits made with the form of a quotation or delivery note, so that a double press issues one; else null.</summary>
    public string? RequestKey { get; private set; }

    /// <summary>取引年月日, in Japan.</summary>
    public DateOnly IssuedOn { get; private set; }

    /// <summary>お支払期限 of an invoice; null for every other kind.</summary>
    public DateOnly? DueOn { get; private set; }

    /// <summary>取引先: the addressee in one line, for the register's search.</summary>
    public string Counterparty { get; private set; } = "";

    /// <summary>取引金額.</summary>
    public Yen Amount { get; private set; }

    /// <summary>All that was printed, as JSON.</summary>
    public string Snapshot { get; private set; } = "";

    /// <summary>The void document whose place this one takes (差し替え元), such as one with another addressee; null for most. Each is replaced once.</summary>
    public long? ReplacesId { get; private set; }

    /// <summary>When it was voided (取消); null while it counts.</summary>
    public DateTime? VoidedUtc { get; private set; }

    public IReadOnlyList<DocumentFile> Files => files;

    /// <summary>A receipt (領収書) for a payment; <paramref name="content"/> is kept as <paramref name="snapshot"/>.</summary>
    public static IssuedDocument ForPayment(long paymentId, long memberId, ReceiptContent content, string snapshot) =>
        new(DocumentNumber.Parse(content.Number), memberId, content.IssuedOn, content.Addressee.OneLine, content.Total, snapshot) { PaymentId = paymentId };

    /// <summary>A quotation (見積書) or delivery note (納品書). The register knows the day of issue, also where the paper leaves it blank.</summary>
    public static IssuedDocument ForClaim(string requestKey, long memberId, DateOnly issuedOn, ClaimPaperContent content, string snapshot) =>
        new(DocumentNumber.Parse(content.Number), memberId, issuedOn, content.Addressee.OneLine, content.Total, snapshot) { RequestKey = requestKey };

    /// <summary>An invoice over the orders of several members (一括請求書).</summary>
    public static IssuedDocument ForMembers(InvoiceContent content, string snapshot) =>
        new(DocumentNumber.Parse(content.Number), null, content.IssuedOn, content.Addressee.OneLine, content.Total, snapshot) { DueOn = content.DueOn };

    /// <summary>Takes the place of a document of the same kind that was voided for it.</summary>
    public IssuedDocument Replacing(IssuedDocument former)
    {
        ReplacesId = former.VoidedUtc is null || former.Kind != Kind
            ? throw new InvalidOperationException($"{Number} cannot take the place of {former.Number}.")
            : former.Id;
        return this;
    }

    /// <summary>Keeps the bytes as they were issued.</summary>
    public void Issue(byte[] pdf, DateTime nowUtc) => files.Add(new DocumentFile(DocumentFileKind.Original, 0, pdf, nowUtc));

    /// <summary>再発行: keeps copy number <paramref name="ordinal"/> beside the original, which stays as it is.</summary>
    public void Reissue(int ordinal, byte[] pdf, DateTime nowUtc)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ordinal, 1);
        files.Add(new DocumentFile(DocumentFileKind.Copy, ordinal, pdf, nowUtc));
    }

    /// <summary>取消: keeps the overprinted copy beside the original. A second void throws.</summary>
    public void Void(byte[] overprinted, DateTime nowUtc)
    {
        if (VoidedUtc is not null)
        {
            throw new InvalidOperationException($"{Number} is already void.");
        }

        VoidedUtc = nowUtc;
        files.Add(new DocumentFile(DocumentFileKind.Voided, 0, overprinted, nowUtc));
    }
}
