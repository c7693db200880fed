using MemberHub.Domain.Members;

namespace MemberHub.Tests.Domain.Members;

public sealed class MailingAddressTests
{
    [Theory]
    [InlineData(MailingDestination.Affiliation1, "職場1-1", "自宅2-2", "職場1-1")]
    [InlineData(MailingDestination.Home, "職場1-1", "自宅2-2", "自宅2-2")]
    [InlineData(MailingDestination.Affiliation1, "", "自宅2-2", "自宅2-2")]
    [InlineData(MailingDestination.Home, "職場1-1", "", "職場1-1")]
    [InlineData(MailingDestination.Home, "", "", null)]
    public void Paper_goes_where_the_member_chose_and_else_where_an_address_is(MailingDestination wanted, string work, string home, string? expected)
    {
        var member = new Member(MemberNumber.Parse("0000101"), "髙橋　真理子", "たかはし　まりこ", 1, null);
        member.Change(member.Person with { MailingDestination = wanted, Home = new PostalAddress { Address = home } });
        member.Affiliate([new AffiliationDetails { Institution = "みなと総合医療センター", Place = new PostalAddress { Address = work } }]);

        var address = MailingAddress.Of(member, isBody: false);

        Assert.Equal(expected, address?.Address);
        Assert.Equal(expected == "職場1-1", address?.Institution == "みなと総合医療センター");
    }
}
