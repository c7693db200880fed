using MemberHub.Domain.Societies;

namespace MemberHub.Components;

/// <summary>Further places of the society in the menu, in its order. The office can change them while the portal runs.</summary>
public sealed class PortalLinks
{
    private volatile IReadOnlyList<SocietyLink> all = [];

    public IReadOnlyList<SocietyLink> All => all;

    public void Change(IReadOnlyList<SocietyLink> links) => all = links;
}
