using System.Xml.Linq;
using MemberHub.Data;
using MemberHub.Data.Accounts;
using MemberHub.Platform.Security;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MemberHub.Features.Accounts;

/// <summary>Keeps the keys of Data Protection in the database, where every node and the next start find them.</summary>
internal sealed class DataProtectionKeyStore(MemberHubDatabases databases, KeyWrapping wrapping) : IXmlRepository, IConfigureOptions<KeyManagementOptions>
{
    public void Configure(KeyManagementOptions options)
    {
        options.XmlRepository = this;
        options.XmlEncryptor = wrapping.Current is null ? null : new WrappedKeyEncryptor(wrapping);
    }

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var database = databases.OpenAcrossSocieties();
        return [.. database.DataProtectionKeys.AsNoTracking().Select(key => key.Xml).AsEnumerable().Select(xml => XElement.Parse(xml))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var database = databases.OpenAcrossSocieties();
        database.Add(new DataProtectionKey { FriendlyName = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        database.SaveChanges();
    }
}
