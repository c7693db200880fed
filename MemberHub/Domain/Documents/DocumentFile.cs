using System.Security.Cryptography;
using MemberHub.Domain.Societies;

namespace MemberHub.Domain.Documents;

/// <summary>The bytes of an issued document, written once and served from here; nothing is rendered again.</summary>
public sealed class DocumentFile : IOfSociety
{
    private DocumentFile()
    {
    }

    internal DocumentFile(DocumentFileKind kind, int ordinal, byte[] bytes, DateTime nowUtc)
    {
        Kind = kind;
        Ordinal = ordinal;
        Bytes = bytes;
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        CreatedUtc = nowUtc;
    }

    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    public long DocumentId { get; private set; }

    /// <summary>One of each kind at most, but for copies.</summary>
    public DocumentFileKind Kind { get; private set; }

    /// <summary>1, 2, 3 … for copies, 0 for the others.</summary>
    public int Ordinal { get; private set; }

    public byte[] Bytes { get; private set; } = [];

    /// <summary>64 lower-case hex digits.</summary>
    public string Sha256 { get; private set; } = "";

    public DateTime CreatedUtc { get; private set; }
}

public enum DocumentFileKind
{
    /// <summary>As issued.</summary>
    Original,

    /// <summary>The same page, overprinted 取消.</summary>
    Voided,

    /// <summary>The same page again, marked 再発行.</summary>
    Copy,
}
