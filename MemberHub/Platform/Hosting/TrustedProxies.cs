using MemberHub.Platform.Security;
using Microsoft.AspNetCore.HttpOverrides;

namespace MemberHub.Platform.Hosting;

/// <summary>Who may say where a request comes from: the reverse proxies named in the setting <c>TrustedProxies</c>, and nobody else.</summary>
public static class TrustedProxies
{
    public const string Setting = "TrustedProxies";

    /// <summary>
    /// Takes the visitor's address and scheme from X-Forwarded-For and X-Forwarded-Proto where a named proxy sent them; from anybody else they are ignored. Comes before everything that asks
    /// for either. Throws where a named proxy is neither an address nor a block.
    /// </summary>
    public static void UseTrustedProxies(this WebApplication app)
    {
        var named = app.Configuration.GetSection(Setting).Get<string[]>() ?? [];
        if (!ClientNetwork.AreValid(named))
        {
            throw new InvalidOperationException($"{Setting} names addresses such as 192.0.2.1 or blocks such as 192.0.2.0/24.");
        }

        if (named.Length == 0)
        {
            return;
        }

        // As many proxies in a row as there are: the first address from the right that is none of them is the visitor's.
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in named)
        {
            options.KnownIPNetworks.Add(ClientNetwork.Parse(proxy));
        }

        app.UseForwardedHeaders(options);
    }
}
