using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MemberHub.Platform.Security;

/// <summary>Something outside the database that wraps the keys in it: a certificate, or a file with a key.</summary>
public abstract class KeyWrap
{
    /// <summary>Tells it from others: the beginning of a SHA-256, in hex digits. It gives nothing of the key away.</summary>
    public required string Name { get; init; }

    /// <summary>Encrypts a key of 32 bytes.</summary>
    public abstract byte[] Wrap(byte[] inner);

    /// <summary>The key again; <see cref="CryptographicException"/> for what was changed or is another's.</summary>
    public abstract byte[] Unwrap(byte[] wrapped);

    /// <summary>A file with 32 random bytes in base64, such as <c>openssl rand -base64 32</c> writes.</summary>
    public static KeyWrap OfKeyFile(string file)
    {
        var text = File.ReadAllText(file).Trim();
        var key = new byte[32];
        return Convert.TryFromBase64String(text, key, out var length) && length == key.Length
            ? new ByKey(key) { Name = NameOf(SHA256.HashData(key)) }
            : throw new InvalidOperationException($"{file} does not hold 32 bytes in base64.");
    }

    /// <summary>A certificate with its RSA key, as PKCS #12 (.pfx, .p12) or PEM.</summary>
    public static KeyWrap OfCertificate(string file, string password)
    {
        var certificate = Path.GetExtension(file).ToUpperInvariant() is ".PFX" or ".P12"
            ? X509CertificateLoader.LoadPkcs12FromFile(file, password, X509KeyStorageFlags.EphemeralKeySet)
            : password.Length > 0 ? X509Certificate2.CreateFromEncryptedPemFile(file, password) : X509Certificate2.CreateFromPemFile(file);
        return certificate.GetRSAPrivateKey() is { KeySize: >= 3072 } key
            ? new ByRsa(key) { Name = NameOf(SHA256.HashData(certificate.RawData)) }
            : throw new InvalidOperationException($"{file} has no RSA key of 3072 bits or more.");
    }

    private static string NameOf(byte[] digest) => Convert.ToHexStringLower(digest.AsSpan(0, 8));

    private sealed class ByKey(byte[] key) : KeyWrap
    {
        public override byte[] Wrap(byte[] inner) => AesBox.Seal(key, inner);

        public override byte[] Unwrap(byte[] wrapped) => AesBox.Open(key, wrapped);
    }

    private sealed class ByRsa(RSA rsa) : KeyWrap
    {
        public override byte[] Wrap(byte[] inner) => rsa.Encrypt(inner, RSAEncryptionPadding.OaepSHA256);

        public override byte[] Unwrap(byte[] wrapped) => rsa.Decrypt(wrapped, RSAEncryptionPadding.OaepSHA256);
    }
}

/// <summary>AES-256 in Galois/Counter Mode: nonce, tag and cipher in one piece. What was changed does not open.</summary>
public static class AesBox
{
    private static readonly int Nonce = AesGcm.NonceByteSizes.MaxSize;
    private static readonly int Tag = AesGcm.TagByteSizes.MaxSize;

    public static byte[] Seal(byte[] key, ReadOnlySpan<byte> plain)
    {
        var box = new byte[Nonce + Tag + plain.Length];
        RandomNumberGenerator.Fill(box.AsSpan(0, Nonce));
        using var aes = new AesGcm(key, Tag);
        aes.Encrypt(box.AsSpan(0, Nonce), plain, box.AsSpan(Nonce + Tag), box.AsSpan(Nonce, Tag));
        return box;
    }

    /// <summary>Throws <see cref="CryptographicException"/> for what this key did not seal.</summary>
    public static byte[] Open(byte[] key, ReadOnlySpan<byte> box)
    {
        if (box.Length < Nonce + Tag)
        {
            throw new CryptographicException("The box is too short.");
        }

        var plain = new byte[box.Length - Nonce - Tag];
        using var aes = new AesGcm(key, Tag);
        aes.Decrypt(box[..Nonce], box[(Nonce + Tag)..], box[Nonce..(Nonce + Tag)], plain);
        return plain;
    }
}
