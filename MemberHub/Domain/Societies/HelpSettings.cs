namespace MemberHub.Domain.Societies;

/// <summary>Where a society's members find help beyond its portal (ヘルプ).</summary>
public sealed record HelpSettings
{
    /// <summary>Who is told of new tickets about members and dues; empty for nobody.</summary>
    public string MembershipEmail { get; init; } = "";

    /// <summary>Who is told of new tickets about the system; empty for nobody.</summary>
    public string SystemEmail { get; init; } = "";

    /// <summary>Further places of the society, such as 演題 and eラーニング, in the order of the menu.</summary>
    public IReadOnlyList<SocietyLink> Links { get; init; } = [];
}

/// <summary>A place outside the portal, in the menu under its label.</summary>
/// <param name="Address">Begins with https://.</param>
public sealed record SocietyLink(string LabelJa, string LabelEn, string Address)
{
    public const int LabelMaxLength = 30;
    public const int AddressMaxLength = 300;

    /// <summary>How many a menu has room for.</summary>
    public const int MostLinks = 10;

    /// <summary>Whether an address is one that a browser opens safely: https and a host, no name and password in it.</summary>
    public static bool IsAddress(string address) =>
        address.Length <= AddressMaxLength && Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps && url.Host.Length > 0 && url.UserInfo.Length == 0;

    /// <summary>The label in a language; the Japanese one where there is no English one.</summary>
    public string Label(string language) => Bilingual.In(language, LabelJa, LabelEn);
}
