namespace MemberHub.Platform.Security;

/// <summary>Where to send somebody whose proof is too old (本人確認).</summary>
public static class Reauthentication
{
    /// <summary>The page that asks for a password, a code or a passkey again.</summary>
    public const string Path = "/reauthenticate";

    /// <summary>The page's address; from there the way leads on to <paramref name="local"/>, a path of this site.</summary>
    public static string AddressFor(string local) => $"{Path}?return={Uri.EscapeDataString(local)}";
}
