using MemberHub.Domain.Societies;

namespace MemberHub.Domain.Documents;

/// <summary>
/// An issued document in the register. What was issued never changes; a void adds a second file with 取消 printed over it.
/// </summary>
public sealed class IssuedDocument : IOfSociety
{
    public const int CounterpartyMaxLength = 400;

    private readonly List<DocumentFile> files = [];

    private IssuedDocument()
    {
    }

    public IssuedDocument(DocumentNumber number, long memberId, long orderId, DateOnly issuedOn, DateOnly dueOn, string counterparty, Yen amount, string snapshot)
    {
        Number = number.ToString();
        Kind = number.Kind;
        MemberId = memberId;
        OrderId = orderId;
        IssuedOn = issuedOn;
        DueOn = dueOn;
        Counterparty = counterparty;
        Amount = amount;
        Snapshot = snapshot;
    }

    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    public DocumentKind Kind { get; private set; }

    /// <summary>The written number; unique in the society.</summary>
    public string Number { get; private set; } = "";

    public long MemberId { get; private set; }

    public long OrderId { get; private set; }

    /// <summary>取引年月日, in Japan.</summary>
    public DateOnly IssuedOn { get; private set; }

    /// <summary>お支払期限.</summary>
    public DateOnly DueOn { get; private set; }

    /// <summary>取引先: the addressee in one line, for the register's search.</summary>
    public string Counterparty { get; private set; } = "";

    /// <summary>取引金額.</summary>
    public Yen Amount { get; private set; }

    /// <summary>All that was printed, as JSON.</summary>
    public string Snapshot { get; private set; } = "";

    /// <summary>When it was voided (取消); null while it counts.</summary>
    public DateTime? VoidedUtc { get; private set; }

    public IReadOnlyList<DocumentFile> Files => files;

    /// <summary>Keeps the bytes as they were issued.</summary>
    public void Issue(byte[] pdf, DateTime nowUtc) => files.Add(new DocumentFile(DocumentFileKind.Original, pdf, nowUtc));

    /// <summary>取消: keeps the overprinted copy beside the original. A second void throws.</summary>
    public void Void(byte[] overprinted, DateTime nowUtc)
    {
        if (VoidedUtc is not null)
        {
            throw new InvalidOperationException($"{Number} is already void.");
        }

        VoidedUtc = nowUtc;
        files.Add(new DocumentFile(DocumentFileKind.Voided, overprinted, nowUtc));
    }
}
