namespace MemberHub.Components.Layouts;

/// <summary>An entry of the member's main menu.</summary>
/// <param name="TextKey">Its word in ComponentsText.</param>
/// <param name="Tab">Stands on the phone's tab bar, too, which has room for few; the others are in the menu.</param>
public sealed record PortalEntry(string Address, string Icon, string TextKey, bool Tab = true)
{
    private static readonly PortalEntry Profile = new("/profile", "user", "Profile");

    private static readonly PortalEntry Directory = new("/directory", "search", "Directory", Tab: false);

    private static readonly IReadOnlyList<PortalEntry> All =
    [
        new("/", "home", "Home"),
        new("/payments", "yen", "Payments"),
        new("/payments/history", "list", "History"),
        Profile,
        Directory,
    ];

    private static readonly PortalEntry Office = new("/office", "list", "Office");

    /// <summary>The entries somebody sees: a member the portal, without profile and directory once they have withdrawn; somebody of the office the office.</summary>
    public static IReadOnlyList<PortalEntry> For(bool member, bool withdrawn, bool office) =>
        [.. All.Where(entry => member && (!withdrawn || (entry != Profile && entry != Directory))), .. office ? [Office] : Array.Empty<PortalEntry>()];

    /// <summary>"page" for the entry whose page, or whose part of the portal, is shown; null for the others.</summary>
    public string? Current(string path) => this == Best(path) ? "page" : null;

    private static PortalEntry? Best(string path) => All.Where(entry => entry.Holds(path)).MaxBy(entry => entry.Address.Length);

    private bool Holds(string path) =>
        path == Address || (Address != "/" && path.StartsWith(Address + "/", StringComparison.Ordinal));
}
