namespace MemberHub.Platform.Gateways;

/// <summary>Addresses of payment companies in settings.</summary>
internal static class GatewayAddress
{
    /// <summary>Absolute and https; http only on this machine.</summary>
    public static bool IsSafe(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback));

    /// <summary>Scheme, host and port, as a content security policy names them.</summary>
    public static string Origin(string address) => new Uri(address).GetLeftPart(UriPartial.Authority);
}
