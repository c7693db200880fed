namespace MemberHub.Components.Layouts;

/// <summary>An entry of the member's main menu.</summary>
/// <param name="TextKey">Its word in ComponentsText.</param>
/// <param name="InTabs">Stands on the phone's tab bar, too, which has room for four; the others are found in the menu there.</param>
public sealed record PortalEntry(string Address, string Icon, string TextKey, bool InTabs = true)
{
    /// <summary>お知らせ: carries the number of those that are not read.</summary>
    public static readonly PortalEntry Notices = new("/notices", "info", "Notices", InTabs: false);

    private static readonly PortalEntry Profile = new("/profile", "user", "Profile");

    private static readonly PortalEntry Directory = new("/directory", "search", "Directory", InTabs: false);

    private static readonly IReadOnlyList<PortalEntry> All =
    [
        new("/", "home", "Home"),
        new("/payments", "yen", "Payments"),
        new("/payments/history", "list", "History"),
        Profile,
        Directory,
        Notices,
    ];

    private static readonly PortalEntry Office = new("/office", "list", "Office");

    /// <summary>The entries somebody sees: a member the portal, without profile, directory and notices once they have withdrawn; somebody of the office the office.</summary>
    public static IReadOnlyList<PortalEntry> For(bool member, bool withdrawn, bool office) =>
        [.. All.Where(entry => member && (!withdrawn || (entry != Profile && entry != Directory && entry != Notices))), .. office ? [Office] : Array.Empty<PortalEntry>()];

    /// <summary>"page" for the entry whose page, or whose part of the portal, is shown; null for the others.</summary>
    public string? Current(string path) => this == Best(path) ? "page" : null;

    private static PortalEntry? Best(string path) => All.Where(entry => entry.Holds(path)).MaxBy(entry => entry.Address.Length);

    private bool Holds(string path) =>
        path == Address || (Address != "/" && path.StartsWith(Address + "/", StringComparison.Ordinal));
}
