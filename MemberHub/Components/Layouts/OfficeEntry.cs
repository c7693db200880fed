using MemberHub.Domain.Societies;

namespace MemberHub.Components.Layouts;

/// <summary>An entry of the office's rail.</summary>
/// <param name="TextKey">Its word in ComponentsText.</param>
/// <param name="Below">Stands under the line, with what is looked at now and then.</param>
/// <param name="Needs">Whoever lacks this right does not see it.</param>
public sealed record OfficeEntry(string Address, string Icon, string TextKey, bool Below = false, OfficeRight Needs = OfficeRight.SeeOffice)
{
    public static readonly IReadOnlyList<OfficeEntry> All =
    [
        new("/office", "home", "Office.Today"),
        new("/office/slips", "slip", "Office.Slips"),
        new("/office/members", "user", "Office.Members"),
        new("/office/withdrawals", "undo", "Office.Withdrawals"),
        new("/office/money", "coin", "Office.Money"),
        new("/office/billing", "yen", "Office.Billing"),
        new("/office/documents", "doc", "Office.Documents"),
        new("/office/income", "coin", "Office.Income"),
        new("/office/notices", "mail", "Office.Notices"),
        new("/office/support", "help", "Office.Support"),
        new("/office/benefits", "doc", "Office.Benefits", Below: true),
        new("/office/settings", "gear", "Office.Settings", Below: true),
        new("/office/audit", "list", "Office.Audit", Below: true, OfficeRight.SeeAudit),
        new("/office/staff", "user", "Office.Staff", Below: true, OfficeRight.ManageStaff),
    ];

    /// <summary>"page" for the entry whose page, or whose part of the office, is shown; null for the others.</summary>
    public string? Current(string path) => this == Best(path) ? "page" : null;

    private static OfficeEntry? Best(string path) => All.Where(entry => entry.Holds(path)).MaxBy(entry => entry.Address.Length);

    private bool Holds(string path) => path == Address || path.StartsWith(Address + "/", StringComparison.Ordinal);
}
