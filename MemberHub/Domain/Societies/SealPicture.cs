namespace MemberHub.Domain.Societies;

/// <summary>A scan of the society's seal (印影). Never changed or removed, because documents that were issued name it.</summary>
public sealed class SealPicture : IOfSociety
{
    /// <summary>SHA-256 in hexadecimal digits.</summary>
    public const int Sha256Length = 64;

    private SealPicture()
    {
    }

    public SealPicture(string sha256, byte[] bytes, DateTime addedUtc) => (Sha256, Bytes, AddedUtc) = (sha256, bytes, addedUtc);

    public long Id { get; private set; }

    public long SocietyId { get; private set; }

    /// <summary>What settings and documents name it by; unique in the society.</summary>
    public string Sha256 { get; private set; } = "";

    /// <summary>A PNG or JPEG.</summary>
    public byte[] Bytes { get; private set; } = [];

    public DateTime AddedUtc { get; private set; }
}
