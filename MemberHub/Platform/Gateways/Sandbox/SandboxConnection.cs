using MemberHub.Platform.Mail;
using MemberHub.Platform.Security;
using Microsoft.Extensions.Options;

namespace MemberHub.Platform.Gateways.Sandbox;

/// <summary>The settings <c>Gateways:Sandbox</c>.</summary>
public sealed class SandboxOptions
{
    public const string Section = "Gateways:Sandbox";

    private const int SecretMinLength = 16;

    /// <summary>Serves the sandbox to other portals too, whatever pays here.</summary>
    public bool Enabled { get; set; }

    /// <summary>Where another server serves the sandbox; empty for this very server.</summary>
    public string Url { get; set; } = "";

    /// <summary>What both sign with; empty for a random one of this process, which does for a sandbox of its own.</summary>
    public string Secret { get; set; } = "";

    /// <summary>What cannot work: another server without a common secret, an address that is none, a secret under 16 signs.</summary>
    public IEnumerable<string> Faults()
    {
        if (Url.Length > 0 && !(Uri.TryCreate(Url, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
        {
            yield return $"{Section}:Url must be an address that begins with https:// or http://.";
        }

        if (Secret.Length is > 0 and < SecretMinLength || (Secret.Length == 0 && Url.Length > 0))
        {
            yield return $"{Section}:Secret must have at least {SecretMinLength} signs; both servers need the same.";
        }
    }
}

/// <summary>Where the sandbox is and what is signed with. Addresses are known once the server listens.</summary>
public sealed class SandboxConnection(IOptions<SandboxOptions> options, PublicAddress address)
{
    private readonly SecretToken random = SecretToken.Create();

    public string Secret => options.Value.Secret is { Length: > 0 } secret ? secret : random.Text;

    /// <summary>The other server's origin, or none: pages of this very server are allowed everywhere.</summary>
    public IReadOnlyList<string> Origins => Elsewhere is { } url ? [new Uri(url).GetLeftPart(UriPartial.Authority)] : [];

    private string? Elsewhere => options.Value.Url is { Length: > 0 } url ? url.TrimEnd('/') : null;

    /// <summary>Where the portal asks: this server directly, not what stands before it.</summary>
    /// <param name="verb">create, inquire, cancel or refund.</param>
    public Uri Api(string verb) => new($"{Elsewhere ?? address.Own}/sandbox/api/{verb}");

    /// <summary>The page of a payment, for a browser.</summary>
    public Uri PageOf(string transaction) => new($"{Elsewhere ?? address.Root}/sandbox/pay/{Uri.EscapeDataString(transaction)}");
}
