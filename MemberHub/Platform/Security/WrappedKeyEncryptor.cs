using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace MemberHub.Platform.Security;

/// <summary>Lets Data Protection wrap each new key by <see cref="KeyWrapping"/>.</summary>
public sealed class WrappedKeyEncryptor(KeyWrapping wrapping) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement) => new(wrapping.Wrap(plaintextElement), typeof(WrappedKeyDecryptor));
}

/// <summary>Opens such a key. Its name stands in the database beside each key: it must not be renamed.</summary>
public sealed class WrappedKeyDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) => services.GetRequiredService<KeyWrapping>().Unwrap(encryptedElement);
}
