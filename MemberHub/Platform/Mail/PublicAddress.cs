using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace MemberHub.Platform.Mail;

/// <summary>
/// Where people reach the portal, for links in mails: the setting <c>PublicUrl</c>, else the address the server listens on or, for a command, would listen on. Never what a
/// request claims in its Host header, which anybody can choose.
/// </summary>
public sealed class PublicAddress(IConfiguration configuration, IServer server)
{
    /// <summary>The address without a slash at its end, such as https://member.example.jp.</summary>
    public string Root => Configured?.TrimEnd('/') ?? Own;

    /// <summary>The host alone, such as member.example.jp.</summary>
    public string Host => new Uri(Root).Host;

    /// <summary>Where this server itself listens, whatever stands before it; without a slash at its end.</summary>
    public string Own
    {
        get
        {
            var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? configuration["urls"]?.Split(';')[0] ?? "http://localhost:5000";
            foreach (var any in (ReadOnlySpan<string>)["://[::]", "://0.0.0.0", "://*", "://+"])
            {
                address = address.Replace(any, "://localhost", StringComparison.Ordinal);
            }

            return address.TrimEnd('/');
        }
    }

    private string? Configured => configuration["PublicUrl"] is { Length: > 0 } url ? url : null;

    /// <summary>The link to a path that begins with a slash.</summary>
    public string LinkTo(string path) => Root + path;
}
