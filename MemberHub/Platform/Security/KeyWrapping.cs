using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

namespace MemberHub.Platform.Security;

/// <summary>
/// Wraps the secret part of the keys that Data Protection keeps in the database, so that a copy of the database alone opens nothing. Settings, below
/// <c>DataProtection</c>: <c>Certificate</c> and <c>CertificatePassword</c>, or <c>KeyFile</c>; former ones, still needed for reading, as <c>FormerCertificates</c> (with the same
/// password) and <c>FormerKeyFiles</c>.
/// </summary>
public sealed class KeyWrapping
{
    private static readonly XNamespace DataProtection = "http://schemas.asp.net/2015/03/dataProtection";

    private readonly IReadOnlyDictionary<string, KeyWrap> known;

    private KeyWrapping(KeyWrap? current, IEnumerable<KeyWrap> former)
    {
        Current = current;
        known = former.Concat(current is null ? [] : [current]).DistinctBy(wrap => wrap.Name).ToDictionary(wrap => wrap.Name);
    }

    /// <summary>What wraps new keys; null where nothing is configured.</summary>
    public KeyWrap? Current { get; }

    /// <summary>Reads the settings and the files. <see cref="InvalidOperationException"/> or <see cref="IOException"/> for what cannot be used.</summary>
    public static KeyWrapping Of(IConfiguration configuration)
    {
        var section = configuration.GetSection("DataProtection");
        var (certificate, file, password) = (section["Certificate"] ?? "", section["KeyFile"] ?? "", section["CertificatePassword"] ?? "");
        if (certificate.Length > 0 && file.Length > 0)
        {
            throw new InvalidOperationException("Set DataProtection:Certificate or DataProtection:KeyFile, not both.");
        }

        var current = certificate.Length > 0 ? KeyWrap.OfCertificate(certificate, password) : file.Length > 0 ? KeyWrap.OfKeyFile(file) : null;
        return new KeyWrapping(current, [
            .. (section.GetSection("FormerCertificates").Get<string[]>() ?? []).Select(former => KeyWrap.OfCertificate(former, password)),
            .. (section.GetSection("FormerKeyFiles").Get<string[]>() ?? []).Select(KeyWrap.OfKeyFile),
        ]);
    }

    /// <summary>The element, encrypted; <see cref="InvalidOperationException"/> where nothing is configured.</summary>
    public XElement Wrap(XElement secret)
    {
        var wrap = Current ?? throw new InvalidOperationException("Neither a certificate nor a key file is configured.");
        var key = RandomNumberGenerator.GetBytes(32);
        var box = AesBox.Seal(key, Encoding.UTF8.GetBytes(secret.ToString(SaveOptions.DisableFormatting)));
        return new XElement("wrapped", new XAttribute("by", wrap.Name), new XAttribute("key", Convert.ToBase64String(wrap.Wrap(key))), Convert.ToBase64String(box));
    }

    /// <summary>The element again; <see cref="CryptographicException"/> where it was wrapped by something that is not configured, or changed since.</summary>
    public XElement Unwrap(XElement wrapped)
    {
        var wrap = known.GetValueOrDefault(ByWhat(wrapped)) ?? throw new CryptographicException($"The key is wrapped by {ByWhat(wrapped)}, which is not configured.");
        var key = wrap.Unwrap(Convert.FromBase64String((string?)wrapped.Attribute("key") ?? ""));
        return XElement.Parse(Encoding.UTF8.GetString(AesBox.Open(key, Convert.FromBase64String(wrapped.Value))));
    }

    /// <summary>By what the secret of a stored key is wrapped, without being configured; null for a key that can be read.</summary>
    public string? MissingFor(XElement key) => key.Descendants("wrapped").Select(ByWhat).FirstOrDefault(name => !known.ContainsKey(name));

    /// <summary>Wraps what a stored key still has open, or what a former certificate or file has wrapped. False, and nothing changed, when there is no such part.</summary>
    public bool Renew(XElement key)
    {
        if (Current is null)
        {
            return false;
        }

        var former = key.Descendants("wrapped").Where(part => ByWhat(part) != Current.Name).ToList();
        var open = key.Descendants().Where(part => (bool?)part.Attribute(DataProtection + "requiresEncryption") == true).ToList();
        foreach (var part in former)
        {
            part.ReplaceWith(Wrap(Unwrap(part)));
        }

        foreach (var part in open)
        {
            part.ReplaceWith(new XElement(
                DataProtection + "encryptedSecret", new XAttribute("decryptorType", typeof(WrappedKeyDecryptor).AssemblyQualifiedName!), Wrap(new XElement(part))));
        }

        return former.Count + open.Count > 0;
    }

    private static string ByWhat(XElement wrapped) => (string?)wrapped.Attribute("by") ?? "";
}
