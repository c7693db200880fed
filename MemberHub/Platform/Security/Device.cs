namespace MemberHub.Platform.Security;

/// <summary>What a browser says it is, in the names that people know (端末). Browsers may say anything, so it helps to recognise and proves nothing.</summary>
/// <param name="Browser">Such as Chrome or Safari; empty when unknown.</param>
/// <param name="System">Such as Windows or iPhone; empty when unknown.</param>
public readonly record struct Device(string Browser, string System)
{
    // Most say that they are others as well: whoever comes first is it.
    private static readonly (string Sign, string Name)[] Browsers =
    [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("YaBrowser/", "Yandex"), ("Line/", "LINE"), ("CriOS/", "Chrome"), ("FxiOS/", "Firefox"),
        ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Version/", "Safari"), ("Trident/", "Internet Explorer"),
    ];

    private static readonly (string Sign, string Name)[] Systems =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("CrOS", "ChromeOS"), ("Windows", "Windows"), ("Macintosh", "Mac"), ("Linux", "Linux"),
    ];

    /// <summary>Reads a User-Agent header.</summary>
    public static Device Of(string userAgent) => new(First(Browsers, userAgent), First(Systems, userAgent));

    private static string First((string Sign, string Name)[] known, string text) =>
        Array.Find(known, item => text.Contains(item.Sign, StringComparison.Ordinal)).Name ?? "";
}
