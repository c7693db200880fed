namespace MemberHub.Components;

/// <summary>Addresses that a request asks to be sent to.</summary>
public static class LocalUrl
{
    /// <summary>The address if it is a path of this site, else "/". Browsers take "//host" and "/\host" for another site.</summary>
    public static string OrHome(string? url) =>
        url is ['/'] or ['/', not ('/' or '\\'), ..] && !url.Any(sign => char.IsControl(sign) || sign == '\\') ? url : "/";
}
