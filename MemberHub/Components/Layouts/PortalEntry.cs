namespace MemberHub.Components.Layouts;

/// <summary>An entry of the member's main menu.</summary>
/// <param name="TextKey">Its word in ComponentsText.</param>
public sealed record PortalEntry(string Address, string Icon, string TextKey)
{
    private static readonly PortalEntry Profile = new("/profile", "user", "Profile");

    private static readonly IReadOnlyList<PortalEntry> All =
    [
        new("/", "home", "Home"),
        new("/payments", "yen", "Payments"),
        new("/payments/history", "list", "History"),
        Profile,
    ];

    /// <summary>The entries a member sees; who has withdrawn has no profile to keep.</summary>
    public static IEnumerable<PortalEntry> For(bool withdrawn) => All.Where(entry => !withdrawn || entry != Profile);

    /// <summary>"page" for the entry whose page, or whose part of the portal, is shown; null for the others.</summary>
    public string? Current(string path) => this == Best(path) ? "page" : null;

    private static PortalEntry? Best(string path) => All.Where(entry => entry.Holds(path)).MaxBy(entry => entry.Address.Length);

    private bool Holds(string path) =>
        path == Address || (Address != "/" && path.StartsWith(Address + "/", StringComparison.Ordinal));
}
