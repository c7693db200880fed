namespace MemberHub.Platform.Security;

/// <summary>Where a request comes from, for the audit trail.</summary>
public static class RequestOrigin
{
    /// <summary>The network address of whoever sent it, such as 203.0.113.7; empty where the server has none.</summary>
    public static string Of(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString() : "";
}
