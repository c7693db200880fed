namespace MemberHub.Domain.Members;

/// <summary>Where paper is sent (送付先), as it stands on an envelope.</summary>
/// <param name="PostalCode">Seven digits as 123-4567; abroad any form, or empty.</param>
/// <param name="Name">The member, without the honorific.</param>
/// <param name="IsBody">The member is a body, not a person: it is addressed with 御中.</param>
public sealed record MailingAddress(string PostalCode, string Address, string Institution, string Department, string Name, bool IsBody = false)
{
    /// <summary>
    /// The address that the member chose for paper mail (通信先); home where the first affiliation has none, and the other way round. Null when
    /// neither is known. The member comes with its first affiliation.
    /// </summary>
    public static MailingAddress? Of(Member member, bool isBody)
    {
        var work = member.Affiliations.FirstOrDefault(item => item.Ordinal == 1)?.Details;
        var home = member.Person.Home;
        var toWork = work is { Place.Address.Length: > 0 } && (member.Person.MailingDestination == MailingDestination.Affiliation1 || home.Address.Length == 0);
        return (toWork, home.Address.Length > 0) switch
        {
            (true, _) => new MailingAddress(work!.Place.PostalCode, work.Place.Address, work.Institution, work.Department, member.Person.Name, isBody),
            (_, true) => new MailingAddress(home.PostalCode, home.Address, "", "", member.Person.Name, isBody),
            _ => null,
        };
    }
}
